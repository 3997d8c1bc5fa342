// The migrations of a package or service as they lie in its folder: plain SQL files, numbered without gaps.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";

/** A folder of migrations; the namespace keeps the numbers of packages and services apart. */
export type MigrationSource = { readonly namespace: string; readonly directory: URL };

export type Migration = {
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
};

/** A migration that cannot be applied, for its file or what was applied before is not as it should be. */
export class MigrationRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MigrationRefused";
  }
}

const fileName = /^(?<number>\d{4})_[a-z0-9_]+\.sql$/u;

/** Reads the files `0001_name.sql`, `0002_name.sql`, … of a folder. */
export async function readMigrations({
  namespace,
  directory,
}: MigrationSource): Promise<readonly Migration[]> {
  const folder = new URL(`${directory.href}/`); // A doubled slash at the end does no harm.
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  names.forEach((name, index) => refuseWrongNumber(namespace, name, index + 1));
  return Promise.all(
    names.map(async (name) => {
      // Line ends may be changed by a checkout; what the file says is not.
      const text = (await readFile(new URL(name, folder), "utf8")).replaceAll("\r\n", "\n");
      return {
        namespace,
        name: name.replace(/\.sql$/u, ""),
        text,
        checksum: createHash("sha256").update(text).digest("hex"),
      };
    }),
  );
}

function refuseWrongNumber(namespace: string, name: string, expected: number): void {
  const number = fileName.exec(name)?.groups?.["number"];
  if (number === undefined)
    throw new MigrationRefused(`Migration ${namespace}/${name} is not named like 0001_what_it_does.sql.`);
  if (Number(number) !== expected) {
    throw new MigrationRefused(
      `Migration ${namespace}/${name} is out of order: number ${String(expected).padStart(4, "0")} is missing or doubled.`,
    );
  }
}
