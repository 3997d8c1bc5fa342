// What is on the prints: suns, lines, arches, a branch, a maze, a night market, a palm. All on a sheet of 600 × 800.
import { mix, shade } from "../colour.ts";
import {
  circlePath,
  leafPath,
  onCircle,
  polygon,
  smooth,
  starPoints,
  times,
  type Point,
  pairs,
} from "../shapes.ts";
import { px } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { rosette } from "./tilings-stars.ts";

function dunes(subject: Subject): string {
  const { palette } = subject;
  const random = randomFor(subject, "dunes");
  const hot = palette.name === "Terracotta";
  const sky = hot ? "#f0d9b8" : "#c9cfd6";
  const sun = hot ? "#c8452c" : "#d98a3a";
  const far = hot ? "#e0a96f" : "#7f93b5";
  const near = hot ? "#5c2a20" : "#17213f";
  const ranges = times(6, (index) => {
    const y = 430 + index * 62;
    const ridge: Point[] = times(9, (part) => [
      part * 75,
      y + Math.sin(part * 1.3 + index * 1.9) * 34 + random.between(-34, 18),
    ]);
    return `<path d="${smooth(ridge)}V800H0Z" fill="${mix(far, near, index / 5)}"/>`;
  });
  return `<rect width="600" height="800" fill="${sky}"/><circle cx="318" cy="330" r="150" fill="${sun}"/>${times(5, (index) => `<rect x="160" y="${372 + index * 22}" width="320" height="${3 + index * 2}" fill="${sky}"/>`).join("")}${ranges.join("")}`;
}

function girih({ palette }: Subject): string {
  const paper = "#f3ecdd";
  const line = palette.base;
  const stars = [
    [300, 400, 255],
    [300, 30, 150],
    [300, 770, 150],
    [20, 400, 120],
    [580, 400, 120],
  ]
    .map(([x = 0, y = 0, r = 0]) =>
      rosette([x, y], r, 10)
        .map(({ points }) => polygon(points))
        .join(""),
    )
    .join("");
  const spokes = times(10, (index) => {
    const [x, y] = onCircle([300, 400], 520, (index / 10) * Math.PI * 2);
    return `M300 400L${px(x)} ${px(y)}`;
  }).join("");
  const rings = [62, 128, 200, 255, 330].map((r) => circlePath([300, 400], r)).join("");
  return `<rect width="600" height="800" fill="${paper}"/><path d="${spokes}${rings}" fill="none" stroke="${palette.accent}" stroke-width="1.3" opacity=".8"/><path d="${stars}" fill="none" stroke="${line}" stroke-width="3.2" stroke-linejoin="round"/><path d="${polygon(starPoints({ centre: [300, 400], outer: 92, inner: 61, points: 10 }))}" fill="${palette.accent}"/>`;
}

function arches({ palette }: Subject): string {
  const tones = [
    palette.deep,
    palette.base,
    shade(palette.base, 0.12),
    mix(palette.base, palette.pale, 0.5),
    palette.accent,
    "#f6ead2",
  ];
  const gates = times(6, (index) => {
    const half = 262 - index * 41;
    const top = 92 + index * 58;
    return `<path d="M${300 - half} 800V${top + half * 0.9}C${300 - half} ${px(top + half * 0.36)} ${px(300 - half * 0.42)} ${px(top + half * 0.2)} 300 ${top}C${px(300 + half * 0.42)} ${px(top + half * 0.2)} ${300 + half} ${px(top + half * 0.36)} ${300 + half} ${top + half * 0.9}V800Z" fill="${tones[index]}"/>`;
  });
  const steps = times(
    5,
    (index) =>
      `<rect x="${214 - index * 26}" y="${690 + index * 22}" width="${172 + index * 52}" height="23" fill="${index % 2 ? shade(palette.pale, -0.04) : palette.pale}"/>`,
  ).join("");
  const cat = `<g transform="translate(382 690)"><path d="M0 0C-26 -4 -30 -40 -14 -58L-18 -84L-4 -72H12L26 -84L22 -56C36 -38 34 -8 22 0Z" fill="#1d1a1c"/><path d="M20 -4C54 -6 58 -40 44 -52" fill="none" stroke="#1d1a1c" stroke-width="9" stroke-linecap="round"/></g>`;
  return `<rect width="600" height="800" fill="${palette.pale}"/>${gates.join("")}${steps}${cat}`;
}

function branchPrint({ palette }: Subject): string {
  const olive = palette.name === "Olive";
  const [fruit, heart] = olive ? ["#5f6b35", "#8a9450"] : ["#a5303a", "#d9604f"];
  const leafTone = olive ? "#7f8a52" : "#4f6b4c";
  const spine: Point[] = pairs("120,760 190,600 270,430 330,270 400,90");
  const leaves = times(22, (index) => {
    const part = index / 22;
    const [x, y] = [130 + part * 270, 740 - part * 640];
    const turn = -1.15 + (index % 2 ? 0.95 : -0.95);
    return `<path d="${leafPath([x, y], 120 - part * 40, { turn, width: olive ? 14 : 25 })}" fill="${shade(leafTone, (index % 3) * 0.06 - 0.06)}"/>`;
  }).join("");
  const whole = (x: number, y: number, r: number) =>
    `<g transform="translate(${x} ${y})"><circle r="${r}" fill="${fruit}"/><path d="M${px(-r * 0.3)} ${px(r * 0.86)}L${px(-r * 0.42)} ${px(r * 1.4)}L${px(-r * 0.12)} ${px(r * 1.12)}L0 ${px(r * 1.45)}L${px(r * 0.14)} ${px(r * 1.12)}L${px(r * 0.44)} ${px(r * 1.38)}L${px(r * 0.3)} ${px(r * 0.86)}Z" fill="${fruit}"/><path d="M${px(-r * 0.6)} ${px(-r * 0.3)}A${r} ${r} 0 0 1 0 ${px(-r * 0.75)}" stroke="${heart}" stroke-width="9" fill="none" stroke-linecap="round"/></g>`;
  const cut = `<g transform="translate(420 560)"><circle r="104" fill="${fruit}"/><circle r="90" fill="#f2dfc0"/>${times(
    6,
    (index) => {
      const turn = (index / 6) * Math.PI * 2;
      return times(7, (seed) => {
        const [x, y] = onCircle([0, 0], 32 + (seed % 3) * 20, turn + ((seed % 4) - 1.5) * 0.2);
        return `<path d="${leafPath([x, y], 20, { turn: turn + 0.3, width: 9 })}" fill="${seed % 2 ? heart : fruit}"/>`;
      }).join("");
    },
  ).join("")}</g>`;
  const olives = times(7, (index) => {
    const part = 0.15 + index / 8;
    return `<ellipse cx="${px(170 + part * 250 + (index % 2 ? 46 : -30))}" cy="${px(750 - part * 620 + 30)}" rx="25" ry="34" transform="rotate(${index % 2 ? 24 : -20} ${px(170 + part * 250 + (index % 2 ? 46 : -30))} ${px(780 - part * 620)})" fill="${index % 3 ? fruit : "#3a3550"}"/>`;
  }).join("");
  return `<rect width="600" height="800" fill="#f4ebd9"/><path d="${smooth(spine)}" fill="none" stroke="#5c4530" stroke-width="11" stroke-linecap="round"/>${leaves}${olive ? olives : `${whole(210, 300, 74)}${whole(440, 230, 56)}${cut}`}`;
}

function maze(subject: Subject): string {
  const { palette } = subject;
  const random = randomFor(subject, "maze");
  const [columns, rows, cell] = [9, 12, 52];
  const bars = times(columns * rows, (index) => {
    const [x, y] = [66 + (index % columns) * cell, 88 + Math.floor(index / columns) * cell];
    const kind = random.integer(0, 5);
    const size = 26;
    const shapes = [
      `M${x} ${y}h${cell}v${size}h${-cell}Z`,
      `M${x} ${y}h${size}v${cell}h${-size}Z`,
      `M${x} ${y}h${cell}v${size}h${-size}v${size}h${-size}Z`,
      `M${x} ${y}h${size}v${cell}h${-size}Z`,
      `M${x} ${y}h${size}v${size}h${-size}Z`,
      `M${x} ${y}h${cell}v${size}h${-cell}Z`,
    ];
    return shapes[kind] ?? "";
  }).join("");
  return `<rect width="600" height="800" fill="#f1e9d8"/><path d="${bars}" fill="${palette.base}"/><path d="M40 62H560V738H40ZM54 76H546V724H54Z" fill="${palette.base}" fill-rule="evenodd"/><rect x="274" y="374" width="52" height="52" fill="${palette.accent}"/>`;
}

function market({ palette, slug, ...rest }: Subject): string {
  const random = randomFor({ palette, slug, ...rest }, "market");
  const night = palette.name === "Plum" ? "#3b1f38" : "#1a2138";
  const roofs = times(4, (row) =>
    times(6, (index) => {
      const [x, y, wide] = [index * 112 - 50 + (row % 2) * 50, 420 + row * 92 - random.between(0, 40), 120];
      const tone = mix(night, palette.name === "Plum" ? "#8a4a5c" : "#4a5a86", 0.24 + row * 0.13);
      const window = random.chance(0.7)
        ? `<path d="M${px(x + 44)} ${px(y + 84)}v-30q14 -22 28 0v30Z" fill="#f0b550"/>`
        : "";
      const domed = random.chance(0.34)
        ? `<path d="M${px(x + 14)} ${px(y + 4)}C${px(x + 14)} ${px(y - 54)} ${px(x + 50)} ${px(y - 58)} ${px(x + 60)} ${px(y - 86)}C${px(x + 70)} ${px(y - 58)} ${px(x + 106)} ${px(y - 54)} ${px(x + 106)} ${px(y + 4)}Z" fill="${tone}"/>`
        : "";
      return `${domed}<rect x="${px(x)}" y="${px(y)}" width="${wide}" height="420" fill="${tone}"/>${window}`;
    }).join(""),
  ).join("");
  const lights = times(3, (row) => {
    const y = 210 + row * 92;
    return `<path d="M-10 ${y}Q300 ${y + 130 - row * 20} 610 ${y - 30}" fill="none" stroke="#e8d3a4" stroke-width="2" opacity=".6"/>${times(
      9,
      (index) => {
        const part = (index + 0.5) / 9;
        const [x, ly] = [part * 600, y + (part - part * part) * 2 * (130 - row * 20) - part * 30];
        return `<circle cx="${px(x)}" cy="${px(ly + 16)}" r="25" fill="#f0b550" opacity=".2"/><path d="${leafPath([x, ly], 32, { turn: Math.PI / 2, width: 17 })}" fill="${["#f0b550", "#e0764a", "#f6dca0"][index % 3]}"/>`;
      },
    ).join("")}`;
  }).join("");
  return `<rect width="600" height="800" fill="${night}"/>${times(40, () => `<circle cx="${px(random.between(0, 600))}" cy="${px(random.between(0, 380))}" r="${px(random.between(1, 2.4))}" fill="#f6e6c4"/>`).join("")}<path d="M448 64a70 70 0 1 0 62 102a56 56 0 1 1 -62 -102Z" fill="#f6e6c4"/>${roofs}${lights}`;
}

function palmPrint({ palette }: Subject): string {
  const fronds = times(13, (index) => {
    const turn = -Math.PI / 2 + (index - 6) * 0.29;
    const length = 300 - Math.abs(index - 6) * 10;
    const spine: Point[] = times(6, (part) => {
      const [x, y] = onCircle([300, 360], (length * part) / 5, turn);
      return [x, y + (part / 5) ** 2 * Math.abs(index - 6) * 19];
    });
    const leaflets = times(14, (part) => {
      const at = spine[Math.min(5, Math.floor(part / 2.8) + 1)] ?? [300, 360];
      const before = spine[Math.min(4, Math.floor(part / 2.8))] ?? at;
      const inside = (part / 2.8) % 1;
      const root: Point = [
        before[0] + (at[0] - before[0]) * inside,
        before[1] + (at[1] - before[1]) * inside,
      ];
      return [-0.7, 0.7]
        .map((side) => leafPath(root, 64 - part * 2, { turn: turn + side + (index - 6) * 0.07, width: 6 }))
        .join("");
    }).join("");
    return `<path d="${leaflets}" fill="${index % 2 ? palette.base : shade(palette.base, -0.07)}"/>`;
  }).join("");
  const trunk = times(
    12,
    (index) =>
      `<path d="M${272 - index} ${372 + index * 32}L${328 + index} ${372 + index * 32}L${318 + index} ${400 + index * 32}L${282 - index} ${400 + index * 32}Z" fill="${index % 2 ? "#8a5a36" : "#a5713c"}"/>`,
  ).join("");
  const dots = times(
    31,
    (index) =>
      `<circle cx="${64 + (index % 16) * 31.5}" cy="${index < 16 ? 748 : 772}" r="5" fill="${index === 8 ? "#c39a48" : palette.base}"/>`,
  ).join("");
  return `<rect width="600" height="800" fill="#f4ebd9"/><circle cx="300" cy="330" r="210" fill="${mix(palette.accent, "#f4ebd9", 0.55)}"/>${trunk}${fronds}${dots}`;
}

const prints: Record<string, (subject: Subject) => string> = {
  dunes,
  girih,
  arches,
  branch: branchPrint,
  maze,
  market,
  palm: palmPrint,
};

/** The printed sheet, its corner at the origin, 600 × 800. */
export function printMarkup(subject: Subject): string {
  return (prints[subject.motif] ?? dunes)(subject);
}
