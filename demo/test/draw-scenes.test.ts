// The hero, the category pictures and the mark.
import { describe, expect, test } from "vitest";
import { demoCatalogue, drawCategoryPicture, drawHero, drawLogo } from "../src/index.ts";
import { faultIn } from "./well-formed.ts";

const sceneMaxBytes = 320 * 1024;

describe("the hero", () => {
  test("is a well-formed wide scene, the same each time", () => {
    const hero = drawHero();
    expect(hero).toContain('viewBox="0 0 2400 1400"');
    expect(faultIn(hero)).toBeUndefined();
    expect(hero).not.toMatch(/NaN|undefined/);
    expect(Buffer.byteLength(hero)).toBeLessThan(sceneMaxBytes);
    expect(drawHero()).toBe(hero);
  });
});

describe("a category picture", () => {
  const { categories } = demoCatalogue();

  test.each(categories.map(({ slug }) => slug))("is drawn for %s", (slug) => {
    const svg = drawCategoryPicture(slug);
    expect(svg).toContain('viewBox="0 0 1200 1500"');
    expect(faultIn(svg)).toBeUndefined();
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(Buffer.byteLength(svg)).toBeLessThan(sceneMaxBytes);
  });

  test("differs for each category", () => {
    expect(new Set(categories.map(({ slug }) => drawCategoryPicture(slug))).size).toBe(categories.length);
  });

  test("of an unknown category is refused", () => {
    expect(() => drawCategoryPicture("no-such-room")).toThrow("no-such-room");
  });
});

describe("the mark", () => {
  test("has no ids, so that it may stand in a page twice", () => {
    const logo = drawLogo();
    expect(faultIn(logo)).toBeUndefined();
    expect(logo).not.toContain(" id=");
  });

  test("takes the colours it is given", () => {
    const logo = drawLogo({ arch: "#ffffff", star: "#000000" });
    expect(logo).toContain("#ffffff");
    expect(logo).toContain("#000000");
  });
});
