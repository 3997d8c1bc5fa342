// Reads a mail: its headers, the text and HTML a reader would show, and what is attached.
import { decodeCharset, decodeHeader, decodeTransfer, unflow } from "./decode.ts";
import { parseStructured, splitHead, type Fields, type Structured } from "./headers.ts";

export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
};
export type ParsedMail = {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
};

// A mail built to hurt nests or splits without end.
const depthMax = 20;
const partsMax = 200;

type Leaf = { readonly fields: Fields; readonly type: Structured; readonly body: string };

/** `raw` is a binary string: one character for each byte. */
export function parseMime(raw: string): ParsedMail {
  const { fields } = splitHead(raw);
  const leaves: Leaf[] = [];
  collectLeaves(raw, 0, leaves);
  let text: string | undefined;
  let html: string | undefined;
  const attachments: Attachment[] = [];
  for (const leaf of leaves) {
    const disposition = parseStructured(leaf.fields.get("content-disposition") ?? "");
    const filename = disposition.parameters.get("filename") ?? leaf.type.parameters.get("name");
    const isShown = disposition.value !== "attachment" && filename === undefined;
    if (isShown && leaf.type.value === "text/plain" && text === undefined) text = textOf(leaf);
    else if (isShown && leaf.type.value === "text/html" && html === undefined) html = textOf(leaf);
    else
      attachments.push({
        filename: filename ?? `part-${attachments.length + 1}`,
        contentType: leaf.type.value,
        content: bytesOf(leaf),
      });
  }
  const headers = Object.fromEntries([...fields].map(([name, value]) => [name, decodeHeader(value)]));
  return { headers, text, html, attachments };
}

function collectLeaves(source: string, depth: number, leaves: Leaf[]): void {
  const { fields, body } = splitHead(source);
  const type = parseStructured(fields.get("content-type") ?? "text/plain");
  const boundary = type.parameters.get("boundary");
  if (!type.value.startsWith("multipart/") || boundary === undefined || depth >= depthMax) {
    if (leaves.length < partsMax) leaves.push({ fields, type, body });
    return;
  }
  for (const part of splitParts(body, boundary)) collectLeaves(part, depth + 1, leaves);
}

function splitParts(body: string, boundary: string): readonly string[] {
  const escaped = boundary.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${escaped}(?<end>--)?[ \\t]*(?=\\r?\\n|$)`, "gu");
  const parts: string[] = [];
  let start: number | undefined;
  for (const match of body.matchAll(delimiter)) {
    if (start !== undefined) parts.push(body.slice(start, match.index).replace(/^\r?\n/u, ""));
    start = match.index + match[0].length;
    if (match.groups?.["end"] !== undefined) return parts;
  }
  // Cut short: the last part is shown as far as it came.
  return start === undefined ? parts : [...parts, body.slice(start).replace(/^\r?\n/u, "")];
}

function bytesOf(leaf: Leaf): Buffer {
  return decodeTransfer(leaf.body, (leaf.fields.get("content-transfer-encoding") ?? "").trim().toLowerCase());
}

function textOf(leaf: Leaf): string {
  const { parameters } = leaf.type;
  const text = decodeCharset(bytesOf(leaf), parameters.get("charset") ?? "utf-8")
    .replaceAll("\r\n", "\n")
    .replace(/\n$/u, "");
  return parameters.get("format")?.toLowerCase() === "flowed"
    ? unflow(text, parameters.get("delsp")?.toLowerCase() === "yes")
    : text;
}
