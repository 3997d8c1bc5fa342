// Measures pictures: time to draw, size of the SVG, time to rasterise at 800 px. Processor time, since other work may share the machine.
//   node demo/tools/measure.ts [every nth picture]
import sharp from "sharp";
import { demoCatalogue, drawPicture } from "../src/index.ts";

sharp.concurrency(1);
const every = Number(process.argv[2] ?? 1);

type Sample = {
  readonly name: string;
  readonly drawMs: number;
  readonly bytes: number;
  readonly rasterMs: number;
};

const jobs = demoCatalogue()
  .products.flatMap((product) => product.pictures.map((picture) => ({ product, picture })))
  .filter((_, index) => index % every === 0);

function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const samples: Sample[] = [];
for (const { product, picture } of jobs) {
  const colour = picture.optionValue ? { optionValue: picture.optionValue } : {};
  const start = spentMs();
  const svg = drawPicture({ productSlug: product.slug, view: picture.view, ...colour });
  const drawn = spentMs();
  await sharp(Buffer.from(svg)).resize(800).raw().toBuffer();
  samples.push({
    name: `${product.slug} ${picture.view} ${picture.optionValue ?? ""}`,
    drawMs: drawn - start,
    bytes: Buffer.byteLength(svg),
    rasterMs: spentMs() - drawn,
  });
}

function report(label: string, read: (sample: Sample) => number): void {
  const sorted = samples.toSorted((one, two) => read(one) - read(two));
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)];
  const figures = [0.5, 0.95, 1].map((part) => {
    const sample = at(part);
    return sample ? `${part * 100}% ${read(sample).toFixed(1)}` : "";
  });
  const worst = sorted.slice(-6).map((sample) => `${sample.name.trim()} ${read(sample).toFixed(0)}`);
  process.stdout.write(`${label}: ${figures.join("  ")}\n  ${worst.join("\n  ")}\n`);
}

report("draw ms", ({ drawMs }) => drawMs);
report("kilobytes", ({ bytes }) => bytes / 1024);
report("raster ms", ({ rasterMs }) => rasterMs);
