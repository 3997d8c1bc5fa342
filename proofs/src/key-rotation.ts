// The key that signs access tokens is exchanged while customers sign in, read and renew their sessions: not one request may fail because of it.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { inTurns } from "./crowd.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom } from "./random.ts";
import type { ShopAnswer, ShopCall, ShopClient } from "./shop-client.ts";
import { openStage, type Stage } from "./stage.ts";
import { ADMINISTRATOR } from "./staff.ts";
import { changeAsOwner } from "./witness-database.ts";

const CUSTOMERS = 6;
const READS_PER_SESSION = 20;
const RENEWALS_PER_SESSION = 3;
const PAUSE_MS = 10;
/**
 * A new key is published twenty minutes before it signs, which nobody waits for here: the proof moves that moment to this long after publishing.
 * It is more than whoever checks tokens leaves between two questions for keys that they do not know (packages/http/src/token-keys.ts).
 */
const LEAD_MS = 12_000;
/** After it signs: everybody has tokens of the new key, and some still have tokens of the old. */
const AFTERWARDS_MS = 5_000;
/** Processes read their keys again every half a minute (services/user/src/signing-keys.ts). */
const SIGNS_TIMEOUT_MS = 90_000;
const POLL_MS = 200;
const PASSWORD = "correct horse battery staple";

export type KeyRotationOptions = { readonly seed: number; readonly rotations: number; readonly say: Say };
type Tally = { readonly sent: Map<string, number>; readonly keyIds: Set<string>; readonly faults: string[] };

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });
const rotation = z.object({ kid: z.uuid() });
const header = z.object({ kid: z.string() });

export async function proveKeyRotation({ seed, rotations, say }: KeyRotationOptions): Promise<Result> {
  const stage = await openStage({ random: createRandom(seed) });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const tally: Tally = { sent: new Map(), keyIds: new Set(), faults: [] };
    const ending = new AbortController();
    const crowd = Promise.all(
      Array.from({ length: CUSTOMERS }, (_, index) =>
        live(ending.signal, { client: stage.client, tally, index }),
      ),
    );
    const keyIds = await inTurns([...Array(rotations).keys()], async () => rotate(stage, { tally, say }));
    ending.abort();
    await crowd;
    const unseen = keyIds.filter((keyId) => !tally.keyIds.has(keyId)).length;
    faults = [
      ...tally.faults,
      ...stage.client.faults,
      ...(unseen > 0 ? [`${unseen} new keys never signed`] : []),
    ];
    const total = [...tally.sent.values()].reduce((sum, count) => sum + count, 0);
    const byKind = [...tally.sent].map(([kind, count]) => `${count} × ${kind}`).join(", ");
    return {
      name: "key-rotation",
      cases: Math.min(rotations, total),
      faults,
      figures: [
        `seed ${seed}, ${rotations} rotations, tokens of ${tally.keyIds.size} keys, ${total} requests: ${byKind}`,
      ],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

type Life = { readonly client: ShopClient; readonly tally: Tally; readonly index: number };

/** One customer: registers, then signs in, reads, renews and signs in again until it is over. */
async function live(signal: AbortSignal, { client, tally, index }: Life): Promise<void> {
  const credentials = { email: `customer-${index}@example.com`, password: PASSWORD };
  const succeed = succeeding(client, tally);
  const names = { firstName: "Leyla", lastName: "Demir" };
  await succeed({ method: "POST", path: "/users/register", body: { ...credentials, ...names } });
  while (!signal.aborted) {
    let { accessToken, refreshToken } = tokens.parse(
      await succeed({ method: "POST", path: "/users/login", body: credentials }),
    );
    for (let renewal = 0; renewal < RENEWALS_PER_SESSION; renewal += 1) {
      tally.keyIds.add(keyIdOf(accessToken));
      const headers = { authorization: `Bearer ${accessToken}` };
      for (let read = 0; read < READS_PER_SESSION; read += 1) {
        await succeed({ method: "GET", path: "/users/profile", headers });
        await delay(PAUSE_MS);
      }
      const renewed = await succeed({ method: "POST", path: "/users/refresh", body: { refreshToken } });
      ({ accessToken, refreshToken } = tokens.parse(renewed));
    }
  }
}

/** Every answer that is no success is a fault; nothing is tried twice. */
function succeeding(client: ShopClient, { sent, faults }: Tally): (call: ShopCall) => Promise<unknown> {
  return async (call) => {
    const kind = `${call.method} ${call.path}`;
    sent.set(kind, (sent.get(kind) ?? 0) + 1);
    const answer = await client.once(call);
    if (answer.status >= 300 || answer.status === 0) faults.push(faultOf(kind, answer));
    return answer.body;
  };
}

function faultOf(kind: string, { status, body }: ShopAnswer): string {
  return `${kind}: ${status} ${JSON.stringify(body)}`;
}

/** Gives the id of the new key once tokens are signed by it, and some time has gone by. */
async function rotate(
  stage: Stage,
  { tally, say }: { readonly tally: Tally; readonly say: Say },
): Promise<string> {
  const startedAt = performance.now();
  const body = { email: ADMINISTRATOR.SOUK_ADMIN_EMAIL, password: ADMINISTRATOR.SOUK_ADMIN_PASSWORD };
  const succeed = succeeding(stage.client, tally);
  const { accessToken } = tokens.parse(await succeed({ method: "POST", path: "/users/login", body }));
  const headers = { authorization: `Bearer ${accessToken}` };
  const { kid } = rotation.parse(
    await succeed({ method: "POST", path: "/users/signing-keys/rotate", headers }),
  );
  await delay(LEAD_MS);
  await changeAsOwner(stage.dataDirectory, {
    database: "user",
    text: `with moved as (update signing_keys set signs_at = now() where kid = '${kid}' returning kid)
           update signing_keys set retired_at = now() from moved where signing_keys.kid <> moved.kid and retired_at > now()`,
  });
  while (!tally.keyIds.has(kid) && performance.now() - startedAt < SIGNS_TIMEOUT_MS) await delay(POLL_MS);
  await delay(AFTERWARDS_MS);
  say(`a new key signs after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  return kid;
}

function keyIdOf(token: string): string {
  const [encoded = ""] = token.split(".");
  return header.parse(JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"))).kid;
}
