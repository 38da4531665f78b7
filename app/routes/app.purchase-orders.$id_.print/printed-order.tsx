import type { SerializeFrom } from "@remix-run/node";
import { Button, ButtonGroup } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderPage } from "../../supply/purchase-orders/load-purchase-order.server.ts";
import { orderTotals } from "../../supply/purchase-orders/order-totals.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import { printedStyle } from "./printed-style.ts";

/** An order on A4, as a supplier expects it: printed, or saved as a PDF by the browser. */
export function PrintedOrder({ order }: { order: SerializeFrom<OrderPage> }) {
  const { t } = useTranslation(["orders", "common"]);
  const { number, day } = useFormat();
  const money = useMoney();
  const { totalMinor, orderedUnits } = orderTotals(order.lines);
  const hasSupplierSkus = order.lines.some(({ supplierSku }) => supplierSku !== null && supplierSku !== "");
  const on = (value: string | null) => (value === null ? t("common:none") : day(value));
  return (
    <main className="sheet">
      <style>{printedStyle}</style>
      <div className="screen-only">
        <ButtonGroup>
          <Button variant="primary" onClick={() => window.print()}>
            {t("action.print")}
          </Button>
          <Button url={`/app/purchase-orders/${order.id}`}>{t("common:action.back")}</Button>
        </ButtonGroup>
      </div>
      <header>
        <div>
          <strong>{order.shopName}</strong>
          <p>{t("print.deliverTo", { location: order.location.name })}</p>
        </div>
        <div>
          <h1>{t("print.title", { number: order.number })}</h1>
          <p>{t("print.orderedOn", { day: on(order.orderedOn ?? order.today) })}</p>
        </div>
      </header>
      <section>
        <strong>{order.supplier.name}</strong>
        {order.supplier.contactName !== "" && <p>{order.supplier.contactName}</p>}
        {order.supplier.email !== null && <p>{order.supplier.email}</p>}
      </section>
      <table>
        <thead>
          <tr>
            {hasSupplierSkus && <th>{t("column.supplierSku")}</th>}
            <th>{t("print.item")}</th>
            <th>{t("column.expected")}</th>
            <th className="figure">{t("column.units")}</th>
            <th className="figure">{t("column.price")}</th>
            <th className="figure">{t("column.total")}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              {hasSupplierSkus && <td>{line.supplierSku ?? ""}</td>}
              <td>
                {plainName(line.title)}
                {line.sku !== null && <small>{line.sku}</small>}
              </td>
              <td>{on(line.expectedOn)}</td>
              <td className="figure">{number(line.orderedUnits)}</td>
              <td className="figure">{line.priceMinor === null ? "" : money(line.priceMinor, order.currency)}</td>
              <td className="figure">
                {line.priceMinor === null ? "" : money(line.priceMinor * line.orderedUnits, order.currency)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={hasSupplierSkus ? 3 : 2}>{t("column.total")}</th>
            <th className="figure">{number(orderedUnits)}</th>
            <th />
            <th className="figure">{money(totalMinor, order.currency)}</th>
          </tr>
        </tfoot>
      </table>
      {order.note !== "" && <p className="note">{order.note}</p>}
    </main>
  );
}
