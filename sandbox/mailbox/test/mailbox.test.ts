// The mailbox from outside: over SMTP, as pages, as JSON, as a process.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFile, readFile, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { startMailbox, type Message } from "../src/index.ts";
import { openMailbox, prefix, removeDirectory, type TestMailbox } from "./mailbox.ts";

let box: TestMailbox;
let now: Date;
beforeEach(async () => {
  now = new Date("2030-04-15T12:00:00Z");
  box = await openMailbox({ now: () => now });
});
afterEach(async () => {
  await box.close();
  await removeDirectory(box.directory);
});

const items = async (query = ""): Promise<Message[]> =>
  (JSON.parse((await box.get(`/messages.json${query}`)).body) as { items: Message[] }).items;
const reopen = async (): Promise<void> => {
  await box.close();
  box = await openMailbox({ dataDirectory: box.directory, now: () => now });
};

describe("SMTP", () => {
  test("a mail that is accepted is on disk, read apart, and found by each of its recipients", async () => {
    const { response } = await box.send({
      to: "Ada <ada@shop.example>",
      bcc: "bob@shop.example",
      subject: "Grüße",
      text: "Hello",
      html: "<p>Hello",
    });
    expect(response).toMatch(/^250 Kept as [0-9a-f]{32}$/u);
    expect(await readFile(join(box.directory, "messages.jsonl"), "utf8")).toContain("ada@shop.example");
    const [message] = box.mailbox.messages();
    expect(message).toMatchObject({
      channel: "email",
      receivedAt: "2030-04-15T12:00:00.000Z",
      from: "Souk <hello@souk.example>",
      to: ["ada@shop.example", "bob@shop.example"],
      subject: "Grüße",
      text: "Hello",
      html: "<p>Hello",
    });
    expect((await items("?to=BOB@shop.example"))[0]).toMatchObject({
      id: message?.id,
      headers: { subject: "Grüße" },
    });
    expect(await items("?to=eve@shop.example")).toEqual([]);
  });

  test("a mail without a sender or a subject is kept too", async () => {
    await box.send({ envelope: { from: "", to: ["ada@shop.example", "ada@shop.example"] }, text: "bounce" });
    expect(box.mailbox.messages()[0]).toMatchObject({
      to: ["ada@shop.example"],
      subject: "",
      text: "bounce",
    });
    const socket = connect(Number(new URL(box.mailbox.smtpUrl).port), "127.0.0.1");
    const commands = [
      "EHLO x",
      "MAIL FROM:<>",
      "RCPT TO:<a@b.example>",
      "DATA",
      "X: 1\r\n\r\nhi\r\n.",
      "QUIT",
    ];
    for await (const line of createInterface({ input: socket }))
      if (/^\d{3} /u.test(line)) socket.write(`${commands.shift() ?? ""}\r\n`);
    expect(box.mailbox.messages()[1]).toMatchObject({ from: "", subject: "", text: "hi" });
  });

  test("a mail that is too large is refused and not kept; the next one is", async () => {
    await expect(box.send({ text: "x".repeat(6_000_000), textEncoding: "base64" })).rejects.toThrow(
      /552|larger|size/iu,
    );
    await box.send({ text: "small" });
    expect(box.mailbox.messages()).toHaveLength(1);
  });

  test("a client that dies in the middle of a mail leaves nothing, and the next mail arrives", async () => {
    const client = connect(Number(new URL(box.mailbox.smtpUrl).port), "127.0.0.1");
    const says = createInterface({ input: client })[Symbol.asyncIterator]();
    await says.next();
    for (const line of ["HELO me", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"]) {
      client.write(`${line}\r\n`);
      await says.next();
    }
    client.write("Subject: half a ma");
    client.resetAndDestroy();
    await box.send({ to: "ada@shop.example", subject: "whole" });
    expect(box.mailbox.messages().map(({ headers }) => headers["subject"])).toEqual(["whole"]);
  });

  test("a thousand mails over many connections all arrive", async () => {
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => box.send({ subject: `${index}`, text: "x", html: "<p>x" })),
    );
    expect(new Set((await items()).map(({ subject }) => subject)).size).toBe(1_000);
  });

  test("a port that is taken is an error, and is named in the log", async () => {
    const { port } = new URL(box.mailbox.smtpUrl);
    await expect(openMailbox({ smtpPort: Number(port), dataDirectory: box.directory })).rejects.toThrow(
      "EADDRINUSE",
    );
  });

  test("an IPv6 host is written as an address should be", async () => {
    const other = await openMailbox({ host: "::1" });
    expect(other.mailbox.smtpUrl).toMatch(/^smtp:\/\/\[::1\]:\d+$/u);
    await other.close();
    await removeDirectory(other.directory);
  });
});

describe("storage", () => {
  test("messages survive a restart; a line cut short by a crash does not matter", async () => {
    await box.send({ subject: "kept", text: "a" });
    const before = box.mailbox.messages();
    await appendFile(join(box.directory, "messages.jsonl"), '{"message":{"id":"torn"');
    await reopen();
    expect(box.mailbox.messages()).toEqual(before);
    await box.send({ subject: "next", text: "b" });
    await reopen();
    expect(box.mailbox.messages().map(({ subject }) => subject)).toEqual(["kept", "next"]);
  });

  test("only the newest 2,000 are kept, and the file is written anew before it grows much longer", async () => {
    const record = (index: number) =>
      box.mailbox.record({ channel: "sms", from: "Souk", to: ["+4912345"], text: `${index}` });
    for (let start = 0; start < 4_500; start += 500)
      await Promise.all(Array.from({ length: 500 }, (_, index) => record(start + index)));
    const texts = (): (string | undefined)[] => box.mailbox.messages().map(({ text }) => text);
    expect([texts().length, texts()[0], texts().at(-1)]).toEqual([2_000, "2500", "4499"]);
    expect((await readFile(join(box.directory, "messages.jsonl"), "utf8")).split("\n").length).toBeLessThan(
      3_000,
    );
    const before = box.mailbox.messages();
    await reopen();
    expect(box.mailbox.messages()).toEqual(before);
    expect((await stat(join(box.directory, "messages.jsonl"))).mode & 0o777).toBe(0o600);
  });

  test("a large heap of mail makes room for newer ones by size", async () => {
    const text = "x".repeat(50_000_000);
    for (const from of ["one", "two", "three"])
      await box.mailbox.record({ channel: "push", from, to: [], text });
    expect(box.mailbox.messages().map(({ from }) => from)).toEqual(["two", "three"]);
  });

  test("a mailbox that is told nothing but its folder works by the clock of the machine", async () => {
    const plain = await startMailbox({ dataDirectory: join(box.directory, "plain") });
    const before = Date.now();
    const { receivedAt } = await plain.record({ channel: "sms", from: "Souk", to: ["+49"] });
    expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(before);
    const port = Number(new URL(plain.smtpUrl).port);
    await expect(
      startMailbox({ dataDirectory: join(box.directory, "other"), smtpPort: port }),
    ).rejects.toThrow("EADDRINUSE");
    await plain.close();
  });

  test("emptying stays so after a restart", async () => {
    await box.send({ text: "gone" });
    expect(await box.clear()).toBe(204);
    expect(box.mailbox.messages()).toEqual([]);
    await reopen();
    expect(await items()).toEqual([]);
  });

  test("a mail that cannot be stored is refused for now, and said so", async () => {
    const command = [
      "-c",
      'ulimit -f 16 && exec "$1" "$2"',
      "bash",
      process.execPath,
      new URL("../src/main.ts", import.meta.url).pathname,
    ];
    const child = spawn("bash", command, {
      env: { MAILBOX_DATA: join(box.directory, "full") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { url, smtpUrl } = JSON.parse(line) as { url: string; smtpUrl: string };
    const transport = createTransport(smtpUrl);
    const mail = { from: "a@shop.example", to: "b@shop.example", text: "x".repeat(5_000) };
    await transport.sendMail({ ...mail, subject: "fits" });
    await expect(transport.sendMail({ ...mail, text: "x".repeat(20_000) })).rejects.toThrow("451");
    await expect(transport.sendMail(mail)).rejects.toThrow("451");
    expect(await (await fetch(url)).text()).toContain("fits");
    child.kill("SIGKILL");
    await once(child, "exit");
    const later = await openMailbox({ dataDirectory: join(box.directory, "full") });
    expect(later.mailbox.messages()[0]?.subject).toBe("fits");
    await later.close();
  });
});

describe("JSON", () => {
  test("after gives what came later than a message or a time; an id that is gone hides nothing", async () => {
    for (const subject of ["1", "2", "3"]) {
      await box.send({ subject, text: subject });
      now = new Date(now.getTime() + 1_000);
    }
    const [first] = await items();
    const subjects = async (query: string): Promise<string[]> =>
      (await items(query)).map(({ subject }) => subject);
    expect(await subjects(`?after=${first?.id}`)).toEqual(["2", "3"]);
    expect(await subjects("?after=2030-04-15T12:00:01.000Z")).toEqual(["3"]);
    expect(await subjects("?after=gone&to=ada@shop.example")).toEqual(["1", "2", "3"]);
    expect(first).not.toHaveProperty("raw");
  });
});

describe("pages", () => {
  test("an empty mailbox says what to do, and looks again by itself", async () => {
    const { status, body, headers } = await box.get("/");
    expect(status).toBe(200);
    expect(body).toContain("No messages yet");
    expect(body).toContain('http-equiv="refresh"');
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/u);
    expect((await box.get("?to=ada@shop.example")).body).toContain("Nothing for ada@shop.example yet");
  });

  test("the style of a page is the one that its policy allows", async () => {
    const { body, headers } = await box.get("/");
    const style = /<style>(?<style>[^<]*)<\/style>/u.exec(body)?.groups?.["style"] ?? "";
    expect(headers["content-security-policy"]).toContain(createHash("sha256").update(style).digest("base64"));
  });

  test("the list shows the newest first, in pages, with links below the prefix", async () => {
    for (let index = 0; index < 60; index += 1)
      await box.mailbox.record({ channel: "sms", from: "Souk", to: ["+49"], text: `Code ${index}.` });
    const first = (await box.get("/?to=%2B49")).body;
    expect(first.indexOf("Code 59.")).toBeLessThan(first.indexOf("Code 58."));
    expect(first).not.toContain("Code 9.");
    const older =
      /href="(?<path>[^"]*before=[^"]*)"/u.exec(first)?.groups?.["path"]?.replaceAll("&amp;", "&") ?? "";
    expect(older.startsWith(`${prefix}/?before=`)).toBe(true);
    const second = (await box.get(older.slice(prefix.length))).body;
    expect(second).toContain("Code 9.");
    expect(second).toContain(`href="${prefix}/?to=%2B49"`);
    expect(second).not.toContain('http-equiv="refresh"');
  });

  test("a mail is shown in a frame that may do nothing but open links, as text, and as it was sent", async () => {
    await box.send({
      subject: "<script>alert(1)</script>",
      text: "Hello <b>",
      html: "<!doctype html><html><head><title>x</title></head><p>Hi",
    });
    const id = box.mailbox.messages()[0]?.id ?? "";
    const shown = (await box.get(`/${id}`)).body;
    expect(shown).toContain("&lt;script&gt;alert(1)");
    const frame = /<iframe(?<attributes>[^>]*)>/u.exec(shown)?.groups?.["attributes"];
    expect(frame).toContain(`src="${prefix}/${id}/html"`);
    expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const framed = await box.get(`/${id}/html`);
    expect(framed.body).toContain('<head><base target="_blank"><title>');
    expect(framed.headers["content-security-policy"]).toContain("sandbox allow-popups");
    expect((await box.get(`/${id}?view=text`)).body).toContain("<pre>Hello &lt;b&gt;</pre>");
    expect((await box.get(`/${id}?view=source`)).body).toContain("Content-Type: multipart/alternative");
    expect((await box.get(`/${id}?view=other`)).body).toContain("<iframe");
  });

  test.each([
    ["<p>Hi", '<!doctype html><base target="_blank"><p>Hi'],
    [" <!DOCTYPE html>\n<p>Hi", ' <!DOCTYPE html><base target="_blank">\n<p>Hi'],
  ])("the mail %j keeps its way of being drawn, and its links open outside", async (html, framed) => {
    await box.mailbox.record({ channel: "push", from: "Souk", to: [], html });
    expect((await box.get(`/${box.mailbox.messages()[0]?.id}/html`)).body).toBe(framed);
  });

  test("text and push messages say what they are", async () => {
    const text = await box.mailbox.record({
      channel: "sms",
      from: "Souk",
      to: ["+49"],
      text: "Your code is 1",
    });
    const push = await box.mailbox.record({
      channel: "push",
      from: "Souk",
      to: ["endpoint"],
      subject: "Shipped",
    });
    const list = (await box.get("/")).body;
    for (const word of ["Text message", "Push", "Your code is 1", "Shipped"]) expect(list).toContain(word);
    expect((await box.get(`/${text.id}`)).body).toContain("<pre>Your code is 1</pre>");
    const shown = (await box.get(`/${push.id}`)).body;
    expect(shown).not.toContain("view=source");
    expect((await box.get(`/${push.id}/html`)).status).toBe(404);
  });

  test("attachments are listed and sent as files, whatever their name", async () => {
    await box.send({ text: "x", attachments: [{ filename: "it's ä.html", content: "<script>" }] });
    const id = box.mailbox.messages()[0]?.id ?? "";
    expect((await box.get(`/${id}`)).body).toContain(`href="${prefix}/${id}/attachments/0"`);
    const file = await box.get(`/${id}/attachments/0`);
    expect([file.body, file.headers["content-type"]]).toEqual(["<script>", "application/octet-stream"]);
    expect(file.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''it%27s%20%C3%A4.html");
    for (const path of [`/${id}/attachments/1`, `/${id}/attachments/x`, "/none/attachments/0"])
      expect((await box.get(path)).status).toBe(404);
    expect((await items())[0]?.attachments).toEqual([
      { filename: "it's ä.html", contentType: "text/html", size: 8 },
    ]);
  });

  test("a message that is gone has a page of its own", async () => {
    const { status, body } = await box.get("/none");
    expect(status).toBe(404);
    expect(body).toContain("There is no such message");
  });
});

test("the configuration names what is missing or wrong", () => {
  expect(() => readConfig({ MAILBOX_PORT: "x" })).toThrow("cannot be used: MAILBOX_DATA, MAILBOX_PORT.");
  expect(readConfig({ MAILBOX_DATA: "d", MAILBOX_SMTP_PORT: "25" })).toEqual({
    dataDirectory: "d",
    host: "127.0.0.1",
    smtpPort: 25,
    port: 0,
  });
});
