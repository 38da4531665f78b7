import { createTransport } from "nodemailer";
import { afterEach, expect, it } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import { handleMail } from "./handle-mail.ts";
import { startMailbox } from "./start-mailbox.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function mailbox() {
  const { emulator } = createEmulator();
  const box = await startMailbox(emulator, 0);
  closers.push(box.close);
  const transport = createTransport({ host: "127.0.0.1", port: box.port, secure: false });
  const get = async (path: string) => {
    const response = await handleMail(new Request(`http://emulator.test${path}`), emulator);
    return response ? response.text() : null;
  };
  return { emulator, box, transport, get };
}

it("catches a mail with its text, its look and its files, and shows them", async () => {
  const { transport, get } = await mailbox();
  await transport.sendMail({
    from: "shop@example.com",
    to: "ana@example.com, bo@example.com",
    subject: "Your mug ships 12–16 March <b>",
    text: "Two ship today.",
    html: "<html><head></head><body><p>Two ship <b>today</b>.</p></body></html>",
    attachments: [{ filename: "waiting.csv", content: "order,units\n#1001,2\n", contentType: "text/csv" }],
  });
  const [mail] = JSON.parse((await get("/control/mail")) ?? "[]") as Record<string, unknown>[];
  expect(mail).toMatchObject({
    to: ["ana@example.com", "bo@example.com"],
    subject: "Your mug ships 12–16 March <b>",
    attachments: [{ filename: "waiting.csv", contentType: "text/csv", text: "order,units\n#1001,2\n" }],
  });
  expect(String(mail?.["text"])).toContain("Two ship today.");
  expect(JSON.parse((await get("/control/mail?to=cy@example.com")) ?? "")).toEqual([]);
  expect(await get("/mail")).toContain("12–16 March &lt;b&gt;");
  const shown = await get("/mail/1");
  expect(shown).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(shown).toContain('srcdoc="&lt;html&gt;&lt;head&gt;&lt;base target=&#34;_blank&#34;&gt;');
  expect(await get("/elsewhere")).toBeNull();
});

it("says that its port is taken", async () => {
  const { emulator, box } = await mailbox();
  await expect(startMailbox(emulator, box.port)).rejects.toThrow("EADDRINUSE");
});
