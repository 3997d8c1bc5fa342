// Tells shops of many payments, each in another order of the same seven events, with repeats, gaps, forgeries and days in between; all must end alike.
// The plans and the way they are played are those of the payment service's own test.
import { Worker } from "node:worker_threads";
import { type Plan, plansOf, type PlansWanted } from "../../services/payment/test/webhook-plans.ts";
import type { Sent } from "../../services/payment/test/webhook-stories.ts";
import type { Result, Say } from "./proof.ts";
import type { Share, Told } from "./webhooks/shop.ts";

export type WebhooksOptions = PlansWanted & { readonly shops: number; readonly say: Say };

const SAID_EVERY = 600;
const SHOP = new URL("./webhooks/shop.ts", import.meta.url);
const nothing: Told = { cases: 0, faults: [], sent: { genuine: 0, repeated: 0, forged: 0, wrong: 0 } };

/** Needs the PostgreSQL server of `startTestPostgres`. */
export async function proveWebhooks({ seed, orders, shops, say }: WebhooksOptions): Promise<Result> {
  const startedAt = performance.now();
  const latest = Array.from({ length: shops }, () => nothing);
  let said = 0;
  const hear = (index: number, told: Told): void => {
    latest[index] = told;
    const { cases, faults } = together(latest);
    if (cases < said + SAID_EVERY) return;
    said = cases;
    say(`${cases} payments, ${faults.length} of them ended otherwise`);
  };
  const ends = await Promise.all(
    latest.map((_, index) => playShare({ seed, orders, index, shops }, (told) => hear(index, told))),
  );
  const { cases, faults, sent } = together(latest);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const figures = [
    `seed ${seed}, ${cases} payments in ${shops} shops at a time, in ${seconds} s`,
    ...figuresOf(plansOf({ seed, orders }), sent),
  ];
  return { name: "webhooks", cases, faults: [...ends.flat(), ...faults], figures };
}

/** Resolves with what cut the shop off, if something did. */
async function playShare(share: Share, hear: (told: Told) => void): Promise<readonly string[]> {
  const worker = new Worker(SHOP, { workerData: share });
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const broken: string[] = [];
  worker.on("message", hear);
  worker.on("error", (error) => broken.push(`a shop did not come to its end: ${String(error)}`));
  worker.on("exit", () => resolve(broken));
  return promise;
}

function together(told: readonly Told[]): Told {
  const sum = (part: keyof Sent): number => told.reduce((added, { sent }) => added + sent[part], 0);
  return {
    cases: told.reduce((added, { cases }) => added + cases, 0),
    faults: told.flatMap(({ faults }) => faults),
    sent: {
      genuine: sum("genuine"),
      repeated: sum("repeated"),
      forged: sum("forged"),
      wrong: sum("wrong"),
    },
  };
}

function figuresOf(plans: readonly Plan[], { genuine, repeated, forged, wrong }: Sent): readonly string[] {
  const orders = new Set(plans.map(({ order }) => order.join())).size;
  const lost = plans.reduce((sum, plan) => sum + plan.lost.length, 0);
  const early = plans.filter((plan) => plan.early > 0).length;
  return [
    `${orders} different orders of the events, ${early} of them begun before our own commit`,
    `${genuine} genuine webhooks (${repeated} of them twice at once, ${lost} never came), ${forged} forged, ${wrong} genuine and wrong`,
  ];
}
