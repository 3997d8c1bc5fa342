// Renders contact sheets of the demo's pictures, to be looked at:
//   node demo/tools/preview.ts <folder> [family or slug part] [front|detail|in_use|colours|single]
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { demoCatalogue, drawPicture, type DemoPicture, type DemoProduct } from "../src/index.ts";

const [folder, part = "", mode = "front"] = process.argv.slice(2);
if (!folder) throw new Error("Say where to: node demo/tools/preview.ts <folder> [part] [mode]");

const columns = 6;
const [thumbWidth, thumbHeight, gap] = [300, 375, 8];
const thumbsMax = 30;

type Shot = { readonly product: DemoProduct; readonly picture: DemoPicture };

function isWanted({ product, picture }: Shot, index: number): boolean {
  if (mode === "colours") return picture.view === "front";
  if (mode === "single") return true;
  const first = product.pictures.findIndex(({ view }) => view === mode);
  return picture.view === mode && product.pictures.indexOf(picture) === first && index >= 0;
}

function svgOf({ product, picture }: Shot): Buffer {
  const colour = picture.optionValue ? { optionValue: picture.optionValue } : {};
  return Buffer.from(drawPicture({ productSlug: product.slug, view: picture.view, ...colour }));
}

async function contactSheet(shots: readonly Shot[], file: string): Promise<void> {
  const rows = Math.ceil(shots.length / columns);
  const tiles = await Promise.all(
    shots.map(async (shot, index) => ({
      input: await sharp(svgOf(shot)).resize(thumbWidth, thumbHeight).png().toBuffer(),
      left: (index % columns) * (thumbWidth + gap) + gap,
      top: Math.floor(index / columns) * (thumbHeight + gap) + gap,
    })),
  );
  const size = {
    width: Math.min(columns, shots.length) * (thumbWidth + gap) + gap,
    height: rows * (thumbHeight + gap) + gap,
  };
  await sharp({ create: { ...size, channels: 3, background: "#fbf8f2" } })
    .composite(tiles)
    .png()
    .toFile(file);
}

await mkdir(folder, { recursive: true });
const shots = demoCatalogue()
  .products.filter(({ slug, categorySlug }) => slug.includes(part) || categorySlug.startsWith(part))
  .flatMap((product) => product.pictures.map((picture) => ({ product, picture })))
  .filter(isWanted);

if (mode === "single") {
  for (const shot of shots) {
    const name = [shot.product.slug, shot.picture.view, shot.picture.optionValue].filter(Boolean).join("-");
    const svg = svgOf(shot);
    await writeFile(path.join(folder, `${name}.svg`), svg);
    await sharp(svg)
      .resize(800)
      .png()
      .toFile(path.join(folder, `${name}.png`));
  }
} else {
  for (let from = 0; from < shots.length; from += thumbsMax) {
    const name = `${part || "all"}-${mode}-${from / thumbsMax + 1}.png`;
    await contactSheet(shots.slice(from, from + thumbsMax), path.join(folder, name));
  }
}
process.stdout.write(`${shots.length} pictures in ${folder}\n`);
