// As whom PostgreSQL runs. It refuses to run as root, so root gives it another face: its own user namespace, in which root's files
// belong to an ordinary user (works in folders that only root can enter), or else a real ordinary user of this machine.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

/** How to start a program so that PostgreSQL accepts it. */
export type Identity = {
  /** The user to start it as, where it is not the present one; that user must be able to enter all folders. */
  readonly user: User | undefined;
  /** A command to put before it. */
  readonly prefix: readonly string[];
};

export type User = { readonly uid: number; readonly gid: number };

/** `user` is for tests: as if no user namespace could be made. */
export type IdentityChoice = "automatic" | "user";

const oneself: Identity = { user: undefined, prefix: [] };
const ordinaryNames = ["postgres", "nobody", "daemon"];

/** Finds the identity for a data folder: an existing cluster keeps its owner. */
export function chooseIdentity(
  clusterDirectory: string,
  choice: IdentityChoice = "automatic",
  users: ReadonlyMap<string, User> = readUsers(),
): Identity {
  if (process.geteuid?.() !== 0) return oneself;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { user: { uid: owner.uid, gid: owner.gid }, prefix: [] };

  const ordinary = ordinaryNames
    .map((name) => users.get(name))
    .find((user) => user !== undefined && canBecome(user));
  const namespace = tryNamespace(users);
  if (choice === "automatic" && namespace.works) return { user: undefined, prefix: namespace.prefix };
  if (owner === undefined && ordinary !== undefined) return { user: ordinary, prefix: [] };

  const otherReason =
    owner === undefined
      ? `no user ${ordinaryNames.join(", ")} can be used`
      : "the data belongs to root already";
  throw new Error(
    `PostgreSQL refuses to run as root, and neither way round it is open here: a user namespace cannot be made (${namespace.reason}), and ${otherReason}. Start as an ordinary user, or point DATABASE_URL_* at a PostgreSQL server of your own.`,
  );
}

type Namespace = { readonly works: boolean; readonly reason: string; readonly prefix: readonly string[] };

/** initdb looks up the name of its user, so root is mapped to one that this machine knows, not to a made-up number. */
function tryNamespace(users: ReadonlyMap<string, User>): Namespace {
  const mapped = [...users.values()].find((user) => user.uid !== 0);
  const options = ["--user", `--map-user=${mapped?.uid}`, `--map-group=${mapped?.gid}`, "--"];
  const trial = spawnSync("unshare", [...options, "true"], { encoding: "utf8" });
  return {
    works: trial.status === 0,
    reason: trial.error?.message ?? trial.stderr.trim(),
    prefix: ["unshare", ...options],
  };
}

function readUsers(): ReadonlyMap<string, User> {
  const lines = readFileSync("/etc/passwd", "utf8").trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", , uid, gid] = line.split(":");
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}

function canBecome(user: User): boolean {
  return canEnter({ user, prefix: [] }, "/");
}

/** Whether the identity may enter a folder; only a trial tells, for every folder above it counts too. */
export function canEnter(identity: Identity, directory: string): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$0"', directory], { ...identity.user, cwd: "/", stdio: "ignore" })
      .status === 0
  );
}
