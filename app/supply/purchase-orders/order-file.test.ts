import { expect, test } from "vitest";
import { orderFile } from "./order-file.ts";

test("an order as a file: a row a line, nothing that a spreadsheet would run, and what is not known left empty", () => {
  expect(
    orderFile({
      number: "PO-1001",
      supplierName: "Mill, north",
      locationName: "Harbour",
      currency: "EUR",
      orderedOn: "2027-03-01",
      lines: [
        {
          title: "=Lamp",
          sku: "LAMP",
          supplierSku: "-7",
          orderedUnits: 12,
          priceMinor: 250,
          expectedOn: "2027-03-12",
        },
        { title: "Vase", sku: null, supplierSku: null, orderedUnits: 1, priceMinor: null, expectedOn: null },
      ],
    }).split("\r\n"),
  ).toEqual([
    "Order number,Supplier,Supplier SKU,SKU,Item,Quantity,Price,Currency,Ordered on,Expected on,Location",
    "PO-1001,\"Mill, north\",'-7,LAMP,'=Lamp,12,2.50,EUR,2027-03-01,2027-03-12,Harbour",
    'PO-1001,"Mill, north",,,Vase,1,,EUR,2027-03-01,,Harbour',
    "",
  ]);
});
