import { gid } from "../../ids.ts";
import type { Publication } from "../../state.ts";
import { connect } from "../connection.ts";
import type { Fields, ResolverMap } from "../context.ts";
import { thisApp } from "./app.ts";
import { counted } from "./money.ts";

const byId = { id: (each: Publication) => each.id };

export const channelFields: ResolverMap = {
  Publication: {
    id: (publication: Publication) => gid("Publication", publication.id),
    name: (publication: Publication) => publication.name,
    autoPublish: () => true,
    supportsFuturePublishing: (publication: Publication) => publication.isOnlineStore,
    channels: (publication: Publication, args, context) => connect([publication], args, context, byId),
  },
  Channel: {
    id: (publication: Publication) => gid("Channel", publication.id),
    name: (publication: Publication) => publication.name,
    handle: (publication: Publication) => publication.channelHandle,
    specificationHandle: (publication: Publication) => publication.channelHandle,
    supportsFuturePublishing: (publication: Publication) => publication.isOnlineStore,
    app: () => thisApp,
  },
};

export const channelQueries: Fields<unknown> = {
  publications: (_, args, context) => connect(context.shop.publications, args, context, byId),
  publicationsCount: (_, args, { shop }) => counted(shop.publications.length, args.limit),
  channels: (_, args, context) => connect(context.shop.publications, args, context, byId),
};
