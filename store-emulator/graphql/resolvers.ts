import type { ResolverMap } from "./context.ts";
import { appFields } from "./resolvers/app.ts";
import { bulkFields, bulkMutations, bulkQueries } from "./resolvers/bulk.ts";
import { channelFields, channelQueries } from "./resolvers/channels.ts";
import { collectionFields, collectionQueries } from "./resolvers/collection.ts";
import { discountFields, discountQueries } from "./resolvers/discount.ts";
import { discountMutations } from "./resolvers/discount-mutations.ts";
import { flowMutations } from "./resolvers/flow.ts";
import { fulfillmentFields, fulfillmentMutations, fulfillmentQueries } from "./resolvers/fulfillment.ts";
import { inventoryFields, inventoryQueries } from "./resolvers/inventory.ts";
import { inventoryMutations } from "./resolvers/inventory-mutations.ts";
import { metafieldFields, metafieldQueries } from "./resolvers/metafield.ts";
import { metafieldMutations } from "./resolvers/metafield-mutations.ts";
import { moneyFields } from "./resolvers/money.ts";
import { nodeQueries } from "./resolvers/node.ts";
import { orderFields, orderQueries } from "./resolvers/order.ts";
import { orderEditFields, orderEditMutations } from "./resolvers/order-edit.ts";
import { orderMutations } from "./resolvers/order-mutations.ts";
import { productFields, productQueries } from "./resolvers/product.ts";
import { productMutations } from "./resolvers/product-mutations.ts";
import { refundFields, refundMutations } from "./resolvers/refund.ts";
import { shopFields, shopQueries } from "./resolvers/shop.ts";
import { storeCreditFields, storeCreditMutations } from "./resolvers/store-credit.ts";
import { tagMutations } from "./resolvers/tag-mutations.ts";
import { themeFields, themeQueries } from "./resolvers/theme.ts";
import { transferFields, transferQueries } from "./resolvers/transfer.ts";
import { variantFields, variantQueries } from "./resolvers/variant.ts";
import { variantMutations } from "./resolvers/variant-mutations.ts";
import { webhookFields, webhookMutations, webhookQueries } from "./resolvers/webhook.ts";

/** Everything the emulator serves, by type and field. */
export const resolvers: ResolverMap = {
  ...appFields,
  ...bulkFields,
  ...channelFields,
  ...collectionFields,
  ...discountFields,
  ...fulfillmentFields,
  ...inventoryFields,
  ...metafieldFields,
  ...moneyFields,
  ...orderFields,
  ...orderEditFields,
  ...productFields,
  ...refundFields,
  ...shopFields,
  ...storeCreditFields,
  ...themeFields,
  ...transferFields,
  ...variantFields,
  ...webhookFields,
  QueryRoot: {
    ...bulkQueries,
    ...channelQueries,
    ...collectionQueries,
    ...discountQueries,
    ...fulfillmentQueries,
    ...inventoryQueries,
    ...metafieldQueries,
    ...nodeQueries,
    ...orderQueries,
    ...productQueries,
    ...shopQueries,
    ...themeQueries,
    ...transferQueries,
    ...variantQueries,
    ...webhookQueries,
  },
  Mutation: {
    ...bulkMutations,
    ...discountMutations,
    ...flowMutations,
    ...fulfillmentMutations,
    ...inventoryMutations,
    ...metafieldMutations,
    ...orderEditMutations,
    ...orderMutations,
    ...productMutations,
    ...refundMutations,
    ...storeCreditMutations,
    ...tagMutations,
    ...variantMutations,
    ...webhookMutations,
  },
};
