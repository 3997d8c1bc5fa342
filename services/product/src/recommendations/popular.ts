// What is wanted now; where nothing was sold or looked at yet, what the shop recommends.
import type { Deps } from "../deps.ts";
import { listFeatured, listHottest, type ListQuestion } from "./store/trending.ts";

export async function popularIds(
  { db }: Pick<Deps, "db">,
  question: ListQuestion,
): Promise<readonly string[]> {
  const [hottest, featured] = await Promise.all([listHottest(db, question), listFeatured(db, question)]);
  return [...new Set([...hottest, ...featured])].slice(0, question.limit);
}
