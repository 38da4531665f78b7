import { gid } from "../../ids.ts";
import type { Installation } from "../../state.ts";
import { tagged, type Fields, type ResolverMap } from "../context.ts";
import { metafieldsOfOwner } from "./metafield.ts";

const scope = (handle: string) => ({ handle });

const app: Fields<object> = {
  id: (_, __, { emulator }) => gid("App", emulator.app.appId),
  apiKey: (_, __, { emulator }) => emulator.app.apiKey,
  handle: (_, __, { emulator }) => emulator.app.handle,
  title: (_, __, { emulator }) => emulator.app.name,
  embedded: () => true,
  isPostPurchaseAppInUse: () => false,
  webhookApiVersion: (_, __, { emulator }) => emulator.app.apiVersion,
  requestedAccessScopes: (_, __, { emulator }) => emulator.app.scopes.map(scope),
  optionalAccessScopes: (_, __, { emulator }) => emulator.app.optionalScopes.map(scope),
  availableAccessScopes: (_, __, { emulator }) => [...emulator.app.scopes, ...emulator.app.optionalScopes].map(scope),
  installation: (_, __, { shop }) => shop.installation && tagged("AppInstallation", shop.installation),
};

const installation: Fields<Installation> = {
  id: (installation) => gid("AppInstallation", installation.id),
  accessScopes: (installation) => installation.scopes.map(scope),
  activeSubscriptions: () => [],
  app: () => thisApp,
  launchUrl: (_, __, { emulator, shop }) => `https://${shop.domain}/admin/apps/${emulator.app.handle}`,
  uninstallUrl: () => null,
  ...metafieldsOfOwner<Installation>((installation) => installation.metafields),
};

/** The app under test is the only one this shop knows. */
export const thisApp = tagged("App", {});

export const appFields: ResolverMap = {
  App: app,
  AppInstallation: installation,
  AccessScope: {
    handle: (scope: { handle: string }) => scope.handle,
    description: (scope: { handle: string }) => scope.handle,
  },
};
