// Reads the rows of a product file from where an import has come to, grouped by product, in bounded memory.
import { Readable } from "node:stream";
import { Refusal } from "@souk/errors";
import { CsvError, parse } from "csv-parse";
import { textOf } from "./domain/cells.ts";
import type { FileRow, RowGroup } from "./domain/file-row.ts";

export type ReadRows = {
  readonly content: AsyncIterable<Buffer>;
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Where `content` begins in the file, and the number of rows before that. */
  readonly fromBytes: number;
  readonly fromRow: number;
};

/** Longer than any cell may be, so that a quote that is never closed does not read the whole file into one. */
const RECORD_BYTES_MAX = 512 * 1024;
/** A product has at most 100 variants; a handle repeated more often than that is given in parts. */
const GROUP_ROWS_MAX = 200;
/** The header is row 1. */
const HEADER_ROWS = 1;

type Parsed = { readonly record: readonly string[]; readonly info: { readonly bytes: number } };

export async function* readGroups(file: ReadRows): AsyncGenerator<RowGroup> {
  const { content, delimiter, columns, fromBytes } = file;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    max_record_size: RECORD_BYTES_MAX,
  });
  const source = Readable.from(content);
  source.on("error", (error) => parser.destroy(error));
  const records: AsyncIterable<Parsed> = source.pipe(parser);
  let number = file.fromRow + HEADER_ROWS;
  let group: { handle: string; rows: FileRow[]; bytesRead: number } | undefined;
  try {
    for await (const { record, info } of records) {
      number += 1;
      const cells = cellsOf(columns, record);
      const bytesRead = fromBytes + info.bytes;
      const handle = cells.get("handle") ?? "";
      if (group?.handle === handle && group.rows.length < GROUP_ROWS_MAX) {
        group.rows.push({ number, cells });
        group.bytesRead = bytesRead;
        continue;
      }
      if (group) yield group;
      group = { handle, rows: [{ number, cells }], bytesRead };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal(
      "unprocessable",
      "import_csv_invalid",
      `Row ${number + 1} cannot be read: ${error.code}.`,
      {
        cause: error,
      },
    );
  } finally {
    source.destroy();
  }
  if (group) yield group;
}

/** By column, without the empty ones. */
function cellsOf(columns: readonly string[], record: readonly string[]): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  for (const [index, name] of columns.entries()) {
    const text = textOf(record[index] ?? "");
    if (text !== "") cells.set(name, text);
  }
  return cells;
}
