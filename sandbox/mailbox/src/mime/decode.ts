// Decoding of what mail may carry: transfer encodings, character sets, encoded words and flowed text.
// A source is a binary string: one character for each byte.

const adjacentWords = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[bq]\?[^?\s]*\?=)*/giu;
const encodedWord = /=\?(?<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?<encoding>[bq])\?(?<text>[^?\s]*)\?=/giu;

export function decodeCharset(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder("utf-8").decode(bytes); // Nobody knows this charset; UTF-8 is the likeliest one.
  }
}

/** The bytes of a body. `7bit`, `8bit`, `binary` and unknown encodings are taken as they are. */
export function decodeTransfer(source: string, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(source, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(source, "latin1");
  return unescapeBytes(source.replaceAll(/[ \t]+(?=\r?\n|$)/gu, "").replaceAll(/=\r?\n/gu, ""), "=");
}

/** Header text for people: raw bytes are UTF-8 (SMTPUTF8), encoded words are decoded, and the blanks between two of them vanish. */
export function decodeHeader(source: string): string {
  const text = Buffer.from(source, "latin1").toString("utf8");
  return text.replaceAll(adjacentWords, (run) => {
    // A character may be cut in two by careless writers; bytes of one charset are joined before they are read.
    const pieces: { charset: string; bytes: Buffer }[] = [];
    for (const { groups } of run.matchAll(encodedWord)) {
      const { charset = "", encoding = "", text: word = "" } = groups ?? {};
      const bytes =
        encoding.toLowerCase() === "b"
          ? Buffer.from(word, "base64")
          : unescapeBytes(word.replaceAll("_", " "), "=");
      const last = pieces.at(-1);
      if (last?.charset === charset.toLowerCase()) last.bytes = Buffer.concat([last.bytes, bytes]);
      else pieces.push({ charset: charset.toLowerCase(), bytes });
    }
    return pieces.map(({ charset, bytes }) => decodeCharset(bytes, charset)).join("");
  });
}

export function unescapeBytes(text: string, escape: "=" | "%"): Buffer {
  const pattern = escape === "=" ? /=(?<hex>[0-9a-f]{2})/giu : /%(?<hex>[0-9a-f]{2})/giu;
  return Buffer.from(
    text.replaceAll(pattern, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

/** `format=flowed` (RFC 3676): a line that ends with a blank goes on in the next one; quoted lines stay as they are. */
export function unflow(text: string, removesBlank: boolean): string {
  const lines: string[] = [];
  let isOpen = false;
  for (const stuffed of text.split("\n")) {
    const line = stuffed.startsWith(" ") ? stuffed.slice(1) : stuffed;
    const isQuoted = line.startsWith(">");
    const goesOn = !isQuoted && line.endsWith(" ") && line !== "-- ";
    const kept = goesOn && removesBlank ? line.slice(0, -1) : line;
    const previous = isOpen && !isQuoted && line !== "-- " ? lines.pop() : undefined;
    lines.push(previous === undefined ? kept : previous + kept);
    isOpen = goesOn;
  }
  return lines.join("\n");
}
