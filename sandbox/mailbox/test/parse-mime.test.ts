// Mails as they are read apart: what nodemailer sends, and the odd ones.
import { createTransport, type SendMailOptions } from "nodemailer";
import { describe, expect, test } from "vitest";
import { parseMime } from "../src/mime/parse-mime.ts";

/** What nodemailer makes of a mail, as it goes over the wire. */
async function written(mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail({ from: "a@shop.example", to: "b@shop.example", ...mail });
  return (message as Buffer).toString("latin1");
}

const lines = (...parts: string[]): string => parts.join("\r\n");
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
const alphabets = "Grüße, 東京, Ελλάδα, שלום, مرحبا, 🧡";

describe("what nodemailer writes", () => {
  test("text and HTML in any alphabet come out as they went in", async () => {
    const text = `${alphabets}\n\nSecond line = equals, trailing blank \n${"long ".repeat(60)}\nEnd.`;
    const html = `<!doctype html><p title="=3D">${alphabets}</p>${"<b>x</b>".repeat(50)}`;
    for (const textEncoding of ["quoted-printable", "base64"] as const) {
      const parsed = parseMime(await written({ subject: alphabets, text, html, textEncoding }));
      expect(parsed.headers["subject"]).toBe(alphabets);
      expect(parsed.text).toBe(text);
      expect(parsed.html).toBe(html);
      expect(parsed.attachments).toEqual([]);
    }
  });

  test("long plain lines are whole again", async () => {
    const text = `${"word ".repeat(40)}end.\n>quoted line\n From here\n\n-- \nThe shop`;
    expect(parseMime(await written({ text })).text).toBe(text);
  });

  test("names of people and long subjects are decoded", async () => {
    const subject = `${alphabets} — `.repeat(6).trim();
    const parsed = parseMime(
      await written({ from: { name: "Käthe Müller", address: "k@shop.example" }, subject, text: "x" }),
    );
    expect(parsed.headers["from"]).toBe("Käthe Müller <k@shop.example>");
    expect(parsed.headers["subject"]).toBe(subject);
  });

  test("attachments keep their bytes and names, beside text, HTML and pictures inside it", async () => {
    const content = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256));
    const parsed = parseMime(
      await written({
        text: "See the invoice",
        html: '<img src="cid:logo">',
        attachments: [
          {
            filename: "Rechnung für Käthe Müller – März 2030 mit einem sehr langen Namen.pdf",
            content,
            contentType: "application/pdf",
          },
          { filename: "logo.png", cid: "logo", content: Buffer.from([1, 2]) },
          { filename: "notes.txt", content: "plain" },
        ],
        icalEvent: { content: "BEGIN:VCALENDAR" },
      }),
    );
    expect([parsed.text, parsed.html]).toEqual(["See the invoice", '<img src="cid:logo">']);
    const byName = new Map(parsed.attachments.map((attachment) => [attachment.filename, attachment]));
    const invoice = byName.get("Rechnung für Käthe Müller – März 2030 mit einem sehr langen Namen.pdf");
    expect([invoice?.contentType, invoice?.content.equals(content)]).toEqual(["application/pdf", true]);
    expect(byName.get("logo.png")?.content).toEqual(Buffer.from([1, 2]));
    expect(byName.get("notes.txt")?.content.toString()).toBe("plain");
  });

  test("headers that machines read are there", async () => {
    const parsed = parseMime(
      await written({
        text: "x",
        headers: { "List-Unsubscribe": "<https://shop.example/u?t=1>" },
        messageId: "<one@shop>",
      }),
    );
    expect(parsed.headers).toMatchObject({
      "list-unsubscribe": "<https://shop.example/u?t=1>",
      "message-id": "<one@shop>",
    });
    expect([parsed.text, parsed.html]).toEqual(["x", undefined]);
  });
});

describe("what others may write", () => {
  test("folded headers, raw UTF-8, a second field of the same name and a broken line", () => {
    const { headers } = parseMime(
      lines(
        "Subject: one",
        "\ttwo",
        `X-Name: ${utf8("Käthe")}`,
        "Subject: other",
        "no colon here",
        "",
        "body",
      ),
    );
    expect(headers).toEqual({ subject: "one\ttwo", "x-name": "Käthe" });
  });

  test.each([
    ["=?utf-8?q?a_b=3F?=", "a b?"],
    ["=?UTF-8?B?w6Q=?= =?UTF-8?B?w7Y=?= end", "äö end"],
    ["=?utf-8?q?=C3?=\r\n =?utf-8?q?=A4?=", "ä"],
    ["=?iso-8859-1?q?=E4?= =?utf-8?q?=C3=B6?=", "äö"],
    ["=?utf-8*de?q?h=C3=A4?=", "hä"],
    ["=?x-unknown?q?=C3=A4?=", "ä"],
    ["=?broken?= stays", "=?broken?= stays"],
  ])("the header %j reads %j", (source, read) => {
    expect(parseMime(`Subject: ${source}\r\n\r\n`).headers["subject"]).toBe(read);
  });

  test.each([
    ['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
    ["attachment; filename=plain.txt", "plain.txt"],
    ["attachment; filename*=iso-8859-1'de'%E4.txt", "ä.txt"],
    ['attachment; filename*0="long "; filename*1=name.txt', "long name.txt"],
    ["attachment; filename*0*=utf-8''%C3; filename*1*=%A4; filename*2=.txt", "ä.txt"],
    ['attachment; filename="=?utf-8?q?=C3=A4.txt?="', "ä.txt"],
    ["attachment", "part-1"],
  ])("the disposition %j names the file %j", (disposition, filename) => {
    const { attachments } = parseMime(lines(`Content-Disposition: ${disposition}`, "", "x"));
    expect(attachments.map((attachment) => attachment.filename)).toEqual([filename]);
  });

  test("line feeds alone, parts without a head, an empty part and words around the parts", () => {
    const raw = [
      "Content-Type: multipart/mixed; boundary=b+(1)",
      "",
      "preamble",
      "--b+(1)",
      "",
      "hello",
      "--b+(1)",
      "--b+(1)--",
      "epilogue",
    ].join("\n");
    const parsed = parseMime(raw);
    expect(parsed.text).toBe("hello");
    expect(parsed.attachments.map(({ content }) => content.toString())).toEqual([""]);
  });

  test("a mail cut short shows what came", () => {
    const raw = lines(
      "Content-Type: multipart/alternative; boundary=b",
      "",
      "--b",
      "Content-Type: text/html",
      "",
      "<p>half",
    );
    expect(parseMime(raw).html).toBe("<p>half");
    expect(parseMime("Content-Type: multipart/mixed; boundary=b\r\n\r\nnothing")).toMatchObject({
      text: undefined,
      attachments: [],
    });
    expect(parseMime("Content-Type: multipart/mixed\r\n\r\nnothing").attachments).toHaveLength(1);
    expect(parseMime("Subject: only a head")).toMatchObject({
      headers: { subject: "only a head" },
      text: "",
    });
    expect(parseMime("\r\nonly a body").text).toBe("only a body");
  });

  test("flowed text is put together again: stuffed blanks, quotes and signatures are left alone", () => {
    const raw = lines(
      "Content-Type: text/plain; format=flowed",
      "",
      "a long ",
      "line",
      "  stuffed ",
      ">quoted ",
      "not quoted ",
      "-- ",
      "x",
    );
    expect(parseMime(raw).text).toBe("a long line\n stuffed \n>quoted \nnot quoted \n-- \nx");
  });

  test("flowed text with delsp joins words of languages without blanks", () => {
    const raw = lines(
      "Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-8",
      "",
      utf8("東 "),
      utf8("京"),
      "-- ",
      "x",
    );
    expect(parseMime(raw).text).toBe("東京\n-- \nx");
  });

  test("a quoted-printable body in an old charset, with soft breaks and blanks at line ends", () => {
    const raw = lines(
      "Content-Type: text/plain; charset=iso-8859-15",
      "Content-Transfer-Encoding: Quoted-Printable",
      "",
      "5=A4 and  ",
      "so=  ",
      "ft",
    );
    expect(parseMime(raw).text).toBe("5€ and\nsoft");
  });

  test("nesting and splitting without end are bounded", () => {
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    ).join("");
    expect(parseMime(`${nested}\r\nx`).attachments.length).toBeLessThanOrEqual(1);
    const split = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(5_000)}--b--`;
    expect(parseMime(split).attachments).toHaveLength(199);
  });
});
