// What the beginning of a file says of the whole: how it is encoded, what separates its cells, which columns it has.
import { open } from "node:fs/promises";
import { Refusal } from "@souk/errors";
import { parse } from "csv-parse/sync";

export type FileHead = {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Where the first row after the header begins. */
  readonly bodyStartBytes: number;
};

const HEAD_BYTES_MAX = 64 * 1024;
const PIECE_BYTES = 1024 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const delimiters = [",", ";", "\t"] as const;

/** Reads the header; refuses a file without one. */
export function readHead(start: Buffer): FileHead {
  const bomBytes = start.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  const head = start.subarray(bomBytes, HEAD_BYTES_MAX);
  const lineEnd = head.indexOf("\n");
  const line = head.subarray(0, lineEnd === -1 ? head.length : lineEnd + 1);
  const text = line.toString("utf8");
  const counts = delimiters.map((delimiter) => text.split(delimiter).length);
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
  return { delimiter, columns: columnsOf(text, delimiter), bodyStartBytes: bomBytes + line.length };
}

function columnsOf(line: string, delimiter: string): readonly string[] {
  try {
    const [names = []] = parse(line, { delimiter, trim: true });
    if (names.length > 1) return names;
  } catch (cause) {
    throw new Refusal("unprocessable", "import_header_invalid", "The first line is no header.", { cause });
  }
  throw new Refusal("unprocessable", "import_header_invalid", "The first line must name the columns.");
}

/** The file in pieces, checked on the way: anything but UTF-8 text without NUL would come out as other words than were written. */
export async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let position = 0; ;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, position);
      const piece = buffer.subarray(0, bytesRead);
      requireText(piece, (bytes) => decoder.decode(bytes, { stream: bytesRead > 0 }));
      if (bytesRead === 0) return;
      position += bytesRead;
      yield piece;
    }
  } finally {
    await file.close();
  }
}

function requireText(piece: Buffer, decode: (bytes: Buffer) => string): void {
  try {
    decode(piece);
  } catch (cause) {
    throw new Refusal("unprocessable", "import_not_utf8", "The file must be text in UTF-8.", { cause });
  }
  if (piece.includes(0))
    throw new Refusal("unprocessable", "import_not_utf8", "The file must be text without NUL.");
}
