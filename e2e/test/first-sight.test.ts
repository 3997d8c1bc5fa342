// What a shopper waits for and sees first: small scripts, pictures in the size they are shown in, and nothing that jumps.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import type { Visitor } from "../src/visitor.ts";

const ON_HAND = 5;
/** What SPEC.md (S5) allows a page for browsing, compressed. */
const SCRIPT_BYTES_MAX = 130_000;
/** Google's limit for a good page is 0.1; ours is half of it. */
const SHIFT_MAX = 0.05;
/** Pictures come in steps: the next one up is at most twice as wide as what is shown, and a pixel of rounding. */
const WIDTH_RATIO_MAX = 2.01;

/** Runs in the page, before anything of it: adds up how far things jump. */
function watchShifts(): void {
  const sum = { total: 0 };
  Object.assign(window, { shifts: sum });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ("value" in entry) sum.total += Number(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
}

const readShift = ({ page }: Visitor): Promise<number> =>
  page.evaluate(() => {
    const { shifts } = window as typeof window & { readonly shifts: { readonly total: number } };
    return shifts.total;
  });

const readScripts = ({ page }: Visitor): Promise<readonly number[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".js"))
      .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : NaN)),
  );

/** Pictures without a size of their own, and files that are much wider than what is shown of them. */
const badPictures = ({ page }: Visitor, ratioMax: number): Promise<readonly string[]> =>
  page.evaluate(async (most) => {
    const shown = [...document.images].filter((image) => image.clientWidth > 0 && image.complete);
    const faults = shown.map(async (image) => {
      if (!image.hasAttribute("width") || !image.hasAttribute("height"))
        return [`no size: ${image.outerHTML}`];
      const file = await createImageBitmap(await (await fetch(image.currentSrc)).blob());
      const needed = image.clientWidth * devicePixelRatio;
      return file.width > needed * most ? [`${file.width} for ${needed}: ${image.currentSrc}`] : [];
    });
    return (await Promise.all(faults)).flat();
  }, ratioMax);

journey(
  "home, lists and products come light, in the right size, and stay where they are",
  async ({ visit, staff }) => {
    const { product } = await staff.stockGoods(34, ON_HAND);
    for (const path of ["/", "/products", `/products/${product.slug}`]) {
      await visit({ device: "phone" }, async (visitor) => {
        await visitor.page.addInitScript(watchShifts);
        await visitor.open(path);
        await visitor.page.waitForLoadState("load");
        const sizes = await readScripts(visitor);
        const bytes = sizes.reduce((sum, size) => sum + size, 0);
        expect(sizes).not.toEqual([]);
        expect(bytes, `the scripts of ${path}`).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
        expect(await badPictures(visitor, WIDTH_RATIO_MAX), `the pictures of ${path}`).toEqual([]);
        expect(await readShift(visitor), `what jumps on ${path}`).toBeLessThan(SHIFT_MAX);
      });
    }
  },
);
