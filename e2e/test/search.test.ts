// Finding things: filters beside a list and in a sheet, mistyped words, nothing found, suggestions while typing; with scripts and without.
import { expect } from "vitest";
import { countOf, tick } from "../src/catalogue.ts";
import { journey } from "../src/journey.ts";

journey("filters narrow a list to what they promised, and are taken away one by one", async ({ visit }) => {
  await visit({ device: "desktop" }, async ({ page, open }) => {
    await open("/products");
    const all = await countOf(page);
    const promised = await tick(page, "Colour", "Indigo");
    expect(await countOf(page)).toBe(promised);
    expect(promised).toBeLessThan(all);
    const promisedWithStock = await tick(page, "Availability", "In stock");
    expect(await countOf(page)).toBe(promisedWithStock);
    expect(new URL(page.url()).search).toContain("inStock=true");
    await page.getByRole("link", { name: "Take away Indigo" }).click();
    await page.getByRole("link", { name: "Take away Indigo" }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Clear all" }).click();
    await page.getByRole("link", { name: "Clear all" }).waitFor({ state: "detached" });
    expect(await countOf(page)).toBe(all);
  });
});

journey("on a phone the filters are a sheet, also without scripts", async ({ visit }) => {
  await visit({ device: "phone", javaScript: false }, async ({ page, open }) => {
    await open("/products/search?q=lantern");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("checkbox", { name: /^In stock/ }).check();
    await page.getByRole("button", { name: /^Show \d+ products$/ }).click();
    await page.getByRole("link", { name: "Take away In stock" }).waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("q"), searchParams.get("inStock")]).toEqual(["lantern", "true"]);
  });
});

journey("mistyped words find what was meant; what is not there leads on", async ({ visit }) => {
  await visit({ device: "desktop" }, async ({ page, open }) => {
    await open("/products/search?q=lantren");
    await page.getByText("Showing results for “lantern”").waitFor();
    expect(await countOf(page)).toBeGreaterThan(0);
    await open("/products/search?q=zzzzzz");
    await page.getByRole("heading", { name: "Nothing found for “zzzzzz”" }).waitFor();
    await page
      .getByRole("navigation", { name: "Rooms with plenty on the shelves" })
      .getByRole("link")
      .first()
      .click();
    await page.getByRole("navigation", { name: "You are here" }).waitFor();
  });
});

journey("suggestions come by kind, and the arrows reach all of them", async ({ visit }) => {
  await visit({ device: "desktop" }, async ({ page, open }) => {
    await open("/");
    await page.getByRole("combobox", { name: "Search the shop" }).click();
    await page.keyboard.type("lan");
    const list = page.getByRole("listbox", { name: "Suggestions" });
    await list.getByRole("group", { name: "Products" }).getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowUp"); // From the field to the last one.
    await list.getByRole("group", { name: "Products" }).getByRole("option", { selected: true }).waitFor();
    const room = list.getByRole("group", { name: "Rooms" }).getByRole("option").first();
    await room.click();
    await page.getByRole("heading", { level: 1, name: "Lanterns & lamps" }).waitFor();
  });
});
