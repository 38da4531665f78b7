import type { OrderFetcher, ShownOrder } from "./order-page.tsx";
import type { OrderIntent } from "./order-intent.ts";

/** What every dialog of an order's page is given. */
export interface DialogProps {
  order: ShownOrder;
  /** To what was asked in this dialog. */
  answer: OrderFetcher["data"];
  isBusy: boolean;
  post: (body: OrderIntent) => void;
  onClose: () => void;
}
