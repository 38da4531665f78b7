import { expect, it } from "vitest";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { type NoticeSettings, noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { withShop } from "../../../app/db.server.ts";
import { loader } from "../../../app/routes/app.changes.$id/route.tsx";
import { routeArgs } from "../support/admin-request.ts";
import { openAdmin } from "../support/open-admin.ts";
import { pageRequest } from "../support/start-shop.ts";
import { readySender } from "./notice-shop.ts";

const admin = openAdmin("change-report-page");

it("says before 'Send' whether customers get a mail of it", async () => {
  const shop = await admin.open("selling");
  const { id } = await withShop(shop.domain, (db) =>
    db.changeReport.create({ data: { shop: shop.domain, cause: { code: "stock-changed" }, openedAt: new Date() } }),
  );
  const isMailed = async (settings: Partial<NoticeSettings>) => {
    await withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, noticeSettings.parse(settings)));
    return (await loader(routeArgs(pageRequest(admin.running(), shop.domain, `/app/changes/${id}`), { id }))).isMailed;
  };
  expect(await isMailed({})).toBe(false);
  expect(await isMailed(readySender)).toBe(true);
  expect(await isMailed({ ...readySender, provenAddress: "else@lamps.example" })).toBe(false);
});
