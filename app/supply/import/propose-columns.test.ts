import { expect, test } from "vitest";
import { headerName } from "../../csv/header-name.ts";
import { orderFields } from "./order-fields.ts";
import { proposeColumns } from "./propose-columns.ts";

const proposed = (header: string) => {
  const headings = header.split("; ");
  const { columns, form } = proposeColumns(headings.map(headerName));
  const holds = headings.map((_, at) => orderFields.find((field) => columns[field] === at) ?? null);
  return { form, holds };
};
const all = [
  ...["orderNumber", "supplier", "supplierSku", "sku", "quantity", "received", "price", "currency", "orderedOn"],
  ...["expectedOn", "location", "note", "status"],
];

test.each([
  "PO number; Vendor; Vendor SKU; SKU; Qty; Received; Unit cost; Currency; Order date; ETA; Warehouse; Comments; Status",
  "N. ordine; Ditta; Cod. art. fornitore; Cod. art.; Pezzi; Pezzi ricevuti; Prezzo unit.; Valuta; Data ordine; Consegna prevista; Deposito; Note; Stato",
  "Numero d'ordine; Fornitore; Rif. fornitore; Codice articolo; Q.tà; Q.tà ricevuta; Costo unitario; Valuta; Ordinato il; Data consegna; Magazzino; Annotazioni; Stato ordine",
  "Bestell-Nr.; Lieferant; Lief.-Art.-Nr.; Art.-Nr.; Menge; Gelieferte Menge; EK-Preis; Währung; Bestelldatum; Liefertermin; Lager; Bemerkung; Status",
  "Bestellnummer; Lieferantenname; Lieferanten-Artikelnummer; Artikelnummer; Stück; Erhalten; Einzelpreis; Währung; Bestellt am; Erwartet am; Standort; Notiz; Bestellstatus",
  "N° de commande; Fournisseur; Réf. fournisseur; Référence; Qté; Qté reçue; Prix unitaire HT; Devise; Date de commande; Livraison prévue; Entrepôt; Remarques; Statut",
  "Commande; Nom du fournisseur; Code fournisseur; Code article; Quantité commandée; Reçus; Prix d'achat; Devise; Date commande; Date de livraison; Dépôt; Commentaire; État",
  "N.º pedido; Proveedor; Ref. proveedor; Código; Cantidad; Cant. recibida; Precio unitario; Moneda; Fecha de pedido; Fecha de entrega; Almacén; Observaciones; Estado",
  "Nº de pedido; Nombre del proveedor; Referencia del proveedor; Cód. artículo; Uds.; Recibidos; Coste; Divisa; Fecha pedido; Llegada prevista; Ubicación; Notas; Estado",
])("what columns hold is seen by the names that people give them: %s", (header) => {
  expect(proposed(header)).toEqual({ form: null, holds: all });
});

test("a reference is the order's where the item has a name of its own, and else the item's", () => {
  expect(proposed("Reference; SKU; Qty").holds).toEqual(["orderNumber", "sku", "quantity"]);
  expect(proposed("Commande; Référence; Qté").holds).toEqual(["orderNumber", "sku", "quantity"]);
  expect(proposed("Référence; Qté").holds).toEqual(["sku", "quantity"]);
});

test("nothing is proposed for a column with another name", () => {
  expect(proposed("Peso; Menge; Farbe").holds).toEqual([null, "quantity", null]);
});
