// Where a category stands among the others.
import type { Category } from "@souk/contracts";
import type { Trail } from "../../lib/seo.ts";

const DEPTH_MAX = 8;

/** The category and all above it, from the top down. */
export function pathTo(categories: readonly Category[], slug: string | null): readonly Category[] {
  const path: Category[] = [];
  let next = categories.find((category) => category.slug === slug);
  while (next && path.length < DEPTH_MAX) {
    path.unshift(next);
    const { parentId } = next;
    next = parentId === null ? undefined : categories.find(({ id }) => id === parentId);
  }
  return path;
}

export const childrenOf = (categories: readonly Category[], parentId: string | null): readonly Category[] =>
  categories.filter((category) => category.parentId === parentId).toSorted((a, b) => a.position - b.position);

export const trailTo = (categories: readonly Category[], slug: string | null): Trail =>
  pathTo(categories, slug).map(({ name, slug: categorySlug }) => ({
    label: name,
    href: `/categories/${categorySlug}`,
  }));
