// Jewellery on pale stone.
import { mix, shade } from "../colour.ts";
import { engraved, metalNamed } from "../metal.ts";
import { lay } from "../shadow.ts";
import { circlePath, onCircle, placed, polygon, smooth, starPoints, times, type Point } from "../shapes.ts";
import { blurred, grain, linear, px, radial } from "../sheet.ts";
import { flatStage, pictureHeight, pictureWidth } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";
import { bead, chainAlong, filigreeDrop, handShape, starFlower, stone, wire } from "./jewel-parts.ts";

const metalOf = ({ palette }: Subject) => metalNamed(palette.name, palette.name === "Saffron" || palette.name === "Amber" ? "#b9b8b3" : "#b4b2ab");
const silver = "#b4b2ab";
const gold = "#cfa550";

const piece = (markup: string, size: { width: number; height: number; outline: string }): Piece => ({ markup, ...size });

/** A string of beads as it falls on a table: a loop, a little uneven. */
function loop(subject: Subject, count: number, size: { rx: number; ry: number }): Point[] {
  const random = randomFor(subject, "loop");
  const [a, b] = [random.between(0, 3), random.between(0, 3)];
  return times(count, (index) => {
    const turn = -Math.PI / 2 + (index / count) * Math.PI * 2;
    const wobble = 1 + 0.045 * Math.sin(turn * 2 + a) + 0.03 * Math.sin(turn * 3 + b);
    return [Math.cos(turn) * size.rx * wobble * (1 - 0.16 * Math.sin(turn)), Math.sin(turn) * size.ry * wobble];
  });
}

function necklace(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const large = subject.motif === "large";
  const points = loop(subject, large ? 26 : 62, { rx: 330, ry: 430 });
  const beads = points.map((at, index) => {
    const front = Math.sin(-Math.PI / 2 + (index / points.length) * Math.PI * 2);
    const isMetal = large ? index % 3 === 1 : index % 7 === 3;
    const radius = large ? (isMetal ? 24 : 34 + front * 17) : 20 + (index % 3);
    const colour = isMetal ? silver : large ? shade(palette.base, ((index * 7) % 5) * 0.02 - 0.04) : ([palette.base, palette.base, palette.pale, palette.accent, palette.base, shade(palette.base, 0.12)][index % 6] ?? palette.base);
    return bead(sheet, { at, radius, turn: Math.atan2(at[1], at[0]) }, { colour, kind: isMetal ? 1 : 0 });
  });
  const drop = large ? stone(sheet, { at: [0, 500], rx: 46, ry: 60 }, { colour: palette.base, metal: silver }) : "";
  const shadow = points.map((at) => circlePath(at, large ? 40 : 20)).join("");
  return piece(`<path d="${smooth([...points, points[0] ?? [0, 0]])}Z" fill="none" stroke="#4a3a2c" stroke-width="5"/>${beads.join("")}${drop}`, { width: 760, height: 1000, outline: shadow });
}

function earrings(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = subject.motif === "tassel" ? gold : metalOf(subject);
  const hook = "M0 -330C-10 -450 96 -470 90 -370C88 -330 70 -310 62 -280";
  const strands = times(25, (index) => `M${px((index - 12) * 4)} -60q${px((index - 12) * 2)} 160 ${px((index - 12) * 6.2)} ${px(390 - Math.abs(index - 12) * 3)}`);
  const silk = `<path d="${strands.join("")}" fill="none" stroke="${shade(palette.base, -0.1)}" stroke-width="12"/><path d="${strands.filter((_, index) => index % 2 === 0).join("")}" fill="none" stroke="${shade(palette.base, 0.1)}" stroke-width="4.5"/><path d="${strands.filter((_, index) => index % 5 === 2).join("")}" fill="none" stroke="${palette.pale}" stroke-width="4"/>`;
  const cap = `<path d="M-62 -30C-62 -130 -20 -150 0 -170C20 -150 62 -130 62 -30Z" fill="${linear(sheet, 0, [[0, shade(metal, -0.25)], [0.3, shade(metal, 0.22)], [0.6, metal], [1, shade(metal, -0.3)]])}"/><path d="M-62 -44H62M-58 -64H58" stroke="${shade(metal, -0.3)}" stroke-width="5"/>`;
  const links = wire("M0 -330V-180", metal, 10) + bead(sheet, { at: [0, -250], radius: 24 }, { colour: subject.motif === "tassel" ? palette.accent : metal, kind: subject.motif === "tassel" ? 0 : 1 });
  const one = wire(hook, metal, 10) + links + (subject.motif === "tassel" ? silk + cap : placed(filigreeDrop(sheet, metal, 180) + stone(sheet, { at: [0, 60], rx: 20, ry: 26 }, { colour: palette.name === "Gold" ? "#8e2a38" : "#26479a", metal }), 0, { y: 0 }) + [-90, 0, 90].map((x) => bead(sheet, { at: [x, 210 - Math.abs(x) * 0.3], radius: 17 }, { colour: metal })).join(""));
  const shadow = subject.motif === "tassel" ? "M-270 -150H-150L-80 330H-360ZM150 -110H270L340 370H60Z" : circlePath([-210, 30], 170) + circlePath([210, 70], 170);
  return piece(placed(one, -210, { y: -10, turn: -5 }) + placed(one, 210, { y: 40, turn: 7 }), { width: 800, height: 900, outline: shadow });
}

function ring(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const band = (width: number, paint: string) => `<ellipse cx="0" cy="120" rx="230" ry="250" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const sheen = linear(sheet, 20, [[0, shade(silver, -0.2)], [0.25, shade(silver, 0.24)], [0.5, shade(silver, -0.14)], [0.75, shade(silver, 0.2)], [1, shade(silver, -0.26)]]);
  const shoulders = [-1, 1].map((side) => `<path d="M${side * 210} 20Q${side * 190} -110 ${side * 90} -160L${side * 60} -90Q${side * 130} -60 ${side * 170} 40Z" fill="${sheen}"/>`).join("");
  const head = subject.motif === "signet" ? `<path d="M-150 -250Q0 -300 150 -250Q190 -160 150 -70Q0 -20 -150 -70Q-190 -160 -150 -250Z" fill="${sheen}"/>${stone(sheet, { at: [0, -160], rx: 112, ry: 82 }, { colour: palette.base, metal: silver })}${engraved(polygon(starPoints({ centre: [0, -160], outer: 52, inner: 24, points: 8 })) + circlePath([0, -160], 66), palette.base, 4)}` : `${stone(sheet, { at: [0, -180], rx: 130, ry: 152 }, { colour: palette.base, metal: silver })}${palette.name === "Turquoise" ? `<path d="M-90 -230Q-40 -200 -50 -150T10 -90M40 -290Q30 -240 80 -210T100 -130" fill="none" stroke="#5c3a24" stroke-width="5" opacity=".6"/>` : ""}`;
  return piece(band(64, shade(silver, -0.3)) + band(52, sheen) + `<ellipse cx="-4" cy="114" rx="236" ry="254" fill="none" stroke="#fffdf6" stroke-width="7" opacity=".6"/>` + shoulders + head, { width: 560, height: 720, outline: `${circlePath([0, 120], 262)}${circlePath([0, -180], 150)}` });
}

function openCircle(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = metalOf(subject);
  const bangle = subject.form === "bangle";
  const wide = bangle ? 96 : 190;
  const points = times(49, (index): Point => onCircle([0, 0], 300, bangle ? (index / 48) * Math.PI * 2 : -Math.PI / 2 + 0.3 + (index / 48) * (Math.PI * 2 - 0.6)));
  const path = smooth(points);
  const sheen = linear(sheet, 30, [[0, shade(metal, 0.2)], [0.3, shade(metal, -0.1)], [0.55, shade(metal, 0.16)], [0.8, shade(metal, -0.22)], [1, shade(metal, 0.06)]]);
  const stroke = (width: number, paint: string) => `<path d="${path}" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const marks = times(bangle ? 28 : 17, (index) => {
    const turn = bangle ? (index / 28) * Math.PI * 2 : -Math.PI / 2 + 0.55 + (index / 16) * (Math.PI * 2 - 1.1);
    const at = onCircle([0, 0], 300, turn);
    if (bangle) return times(2, (leaf) => { const [x, y] = onCircle([0, 0], 300 + (leaf ? 17 : -17), turn + leaf * 0.1); return `M${px(x)} ${px(y)}q18 -22 34 -4q-18 18 -34 4`; }).join("");
    return index % 2 ? circlePath(at, 36) + circlePath([at[0] + 12, at[1] - 5], 28) : polygon(starPoints({ centre: at, outer: 38, inner: 15, points: 6 }));
  }).join("");
  const inlay = bangle ? `<path d="${marks}" fill="${palette.name === "Black" ? "#dcd9cf" : "#3a2a14"}"/><path d="${circlePath([0, 0], 262)}${circlePath([0, 0], 338)}" fill="none" stroke="${palette.name === "Black" ? "#dcd9cf" : "#3a2a14"}" stroke-width="4"/>` : engraved(marks, metal, 5) + engraved(smooth(points.map(([x, y]): Point => [x * 0.75, y * 0.75])) + smooth(points.map(([x, y]): Point => [x * 1.25, y * 1.25])), metal, 4);
  return piece(`<g transform="scale(1 .86)">${stroke(wide + 8, shade(metal, -0.32))}${stroke(wide, sheen)}${inlay}<path d="${smooth(points.map(([x, y]): Point => [x * (1 + wide / 680), y * (1 + wide / 680)]))}" fill="none" stroke="#fffdf6" stroke-width="6" opacity=".5"/></g>`, { width: 800, height: 700, outline: `${circlePath([0, 0], 300 + wide / 2, 0.86)}` });
}

function bracelet(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = metalOf(subject);
  const points = loop(subject, subject.motif === "pearls" ? 34 : 60, { rx: 300, ry: 250 });
  if (subject.motif === "pearls") {
    const pearls = points.map((at, index) => bead(sheet, { at, radius: 27 + ((index * 13) % 5) }, { colour: shade(palette.name === "Rose" ? "#e3bdb2" : "#ebe3d8", ((index * 7) % 4) * 0.015 - 0.02) }));
    return piece(pearls.join("") + bead(sheet, { at: points[0] ?? [0, -250], radius: 24 }, { colour: silver, kind: 1 }), { width: 720, height: 620, outline: points.map((at) => circlePath(at, 28)).join("") });
  }
  const plait = [0, 1, 2].map((strand) => points.map(([x, y], index): Point => { const reach = 1 + 0.055 * Math.sin(index * 1.05 + strand * 2.1); return [x * reach, y * reach]; }));
  const lines = plait.map((strand) => wire(`${smooth([...strand, strand[0] ?? [0, 0]])}Z`, metal, 27));
  return piece(lines.join("") + points.filter((_, index) => index % 2 === 0).map((at) => { const turn = Math.atan2(at[1], at[0]); const [a, b] = [onCircle(at, 19, turn + 0.6), onCircle(at, 19, turn + 0.6 + Math.PI)]; return `<path d="M${px(a[0])} ${px(a[1])}L${px(b[0])} ${px(b[1])}" stroke="${shade(metal, -0.3)}" stroke-width="4" opacity=".6"/>`; }).join("") + bead(sheet, { at: points[0] ?? [0, -250], radius: 40 }, { colour: metal, kind: 1 }), { width: 720, height: 620, outline: points.map((at) => circlePath(at, 30)).join("") });
}

function pendant(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const hand = subject.motif === "hand";
  const metal = hand ? metalOf(subject) : gold;
  const strand = smooth([[-250, -520], [-230, -380], [-120, -210], [0, -130], [120, -210], [230, -380], [250, -520]]);
  const links: Point[] = times(50, (index) => { const part = index / 49 - 0.5; return [part * 520, -520 + 390 * (1 - (Math.abs(part) * 2) ** 1.9)]; });
  const cord = hand ? `<path d="${strand}" fill="none" stroke="#8e2a28" stroke-width="17"/><path d="${strand}" fill="none" stroke="#c4554a" stroke-width="6" stroke-dasharray="10 8"/>` : chainAlong(links, gold, 11);
  const disc = radial(sheet, [0.36, 0.3, 0.85], [[0, shade(metal, 0.24)], [0.5, metal], [1, shade(metal, -0.22)]]);
  const palm = handShape(280);
  const body = hand
    ? `<path d="${palm}" fill="${shade(metal, -0.28)}" transform="translate(4 5)"/><path d="${palm}" fill="${disc}"/>${engraved(circlePath([0, 70], 74) + circlePath([0, 70], 34) + times(12, (index) => { const [x, y] = onCircle([0, 70], 92, (index / 12) * Math.PI * 2); return circlePath([x, y], 9); }).join("") + "M-40 -150V-60M40 -150V-60M0 -230V-60", metal, 6)}`
    : `<path d="M0 -130C190 20 230 320 0 330C-230 320 -190 20 0 -130Z" fill="${disc}"/><path d="M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z" fill="${palette.base}"/><path d="M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z" fill="${radial(sheet, [0.34, 0.3, 0.8], [[0, "#ffffff", 0.4], [0.5, "#ffffff", 0], [1, "#1d120c", 0.3]])}"/>${starFlower([0, 130], 118, { petal: palette.pale, heart: "#c4453a" })}${starFlower([0, -10], 46, { petal: gold, heart: palette.pale })}${wire("M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z", gold, 12)}${[-70, 0, 70].map((x) => bead(sheet, { at: [x, 372 - Math.abs(x) * 0.35], radius: 24 }, { colour: "#f1e9dc" })).join("")}`;
  return piece(`${cord}<g transform="translate(0 60)">${hand ? wire("M-22 -270a22 28 0 1 1 44 0", metal, 12) : ""}${body}</g>${wire("M-20 -118a20 26 0 1 0 40 0a20 26 0 1 0 -40 0", metal, 10)}`, { width: 640, height: 1020, outline: hand ? circlePath([0, 60], 200, 1.2) : "M0 -70C190 80 230 380 0 390C-230 380 -190 80 0 -70Z" });
}

function choker(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = metalOf(subject);
  const line: Point[] = times(60, (index) => { const part = index / 59 - 0.5; return [part * 760, -330 + 480 * (1 - (Math.abs(part) * 2) ** 2.2)]; });
  const coins = times(21, (index) => {
    const at = line[Math.round(6 + index * 2.35)] ?? [0, 0];
    const [x, y] = [at[0], at[1] + 62];
    const disc = radial(sheet, [0.36, 0.3, 0.8], [[0, shade(metal, 0.22)], [0.6, metal], [1, shade(metal, -0.2)]]);
    return `<path d="M${px(at[0])} ${px(at[1])}V${px(y - 34)}" stroke="${shade(metal, -0.25)}" stroke-width="6"/><circle cx="${px(x + 3)}" cy="${px(y + 4)}" r="38" fill="#1d120c" opacity=".25"/><circle cx="${px(x)}" cy="${px(y)}" r="37" fill="${disc}"/>${engraved(polygon(starPoints({ centre: [x, y], outer: 22, inner: 9, points: 6 })) + circlePath([x, y], 30), metal, 3)}`;
  });
  return piece(chainAlong(line, metal, 13) + coins.join(""), { width: 820, height: 720, outline: line.filter((_, index) => index % 3 === 0).map(([x, y]) => circlePath([x, y + 50], 40)).join("") });
}

function brooch(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = silver;
  const plate = linear(sheet, 30, [[0, shade(metal, 0.2)], [0.5, metal], [1, shade(metal, -0.2)]]);
  const enamel = palette.name === "Saffron" ? ["#dc9b2c", "#3f7a55"] : ["#3f6f8a", "#9c3b2e"];
  const triangle = "M0 -300L250 220Q0 300 -250 220Z";
  return piece(`${wire("M0 -560V360", metal, 20)}<g><path d="${triangle}" fill="${shade(metal, -0.3)}" transform="translate(4 6)"/><path d="${triangle}" fill="${plate}"/>${engraved("M0 -250L214 196Q0 262 -214 196Z", metal, 5)}<path d="M0 -160L70 0H-70Z" fill="${enamel[0]}"/><path d="M-84 40H84L120 130Q0 170 -120 130Z" fill="${enamel[1]}"/>${stone(sheet, { at: [0, 86], rx: 40, ry: 40 }, { colour: enamel[0] ?? metal, metal })}${[[-190, 190], [190, 190], [0, -236]].map(([x = 0, y = 0]) => stone(sheet, { at: [x, y], rx: 18, ry: 18 }, { colour: "#a5303a", metal })).join("")}</g>${wire(`${circlePath([0, -400], 104)}`, metal, 30)}${wire("M-30 300C-60 420 60 420 30 300", metal, 14)}`, { width: 560, height: 1040, outline: `${triangle}${circlePath([0, -400], 116)}` });
}

function hairpin(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = metalOf(subject);
  const leaf = (turn: number, size: number) => `<g transform="translate(0 -150) rotate(${turn}) scale(${size})"><path d="M0 0C-110 -90 -100 -260 0 -400C100 -260 110 -90 0 0Z" fill="${linear(sheet, 20, [[0, shade(metal, 0.24)], [0.46, metal], [0.52, shade(metal, -0.18)], [1, shade(metal, 0.04)]])}"/>${engraved(`M0 -10V-380${times(6, (index) => `M0 ${-60 - index * 52}L${-58 + index * 5} ${-110 - index * 52}M0 ${-60 - index * 52}L${58 - index * 5} ${-110 - index * 52}`).join("")}`, metal, 4)}</g>`;
  return piece(`${wire("M-26 560L-22 40Q0 -120 0 -150Q0 -120 22 40L26 560", metal, 20)}${leaf(-30, 0.92)}${leaf(26, 1.06)}${bead(sheet, { at: [0, -140], radius: 30 }, { colour: metal })}`, { width: 560, height: 1100, outline: "M-30 560L-24 0L-260 -420L-60 -480L0 -300L120 -560L260 -480L24 0L30 560Z" });
}

export function jewelPiece(subject: Subject): Piece {
  switch (subject.form) {
    case "earrings": return earrings(subject);
    case "ring": return ring(subject);
    case "cuff": case "bangle": return openCircle(subject);
    case "bracelet": return bracelet(subject);
    case "pendant": return pendant(subject);
    case "choker": return choker(subject);
    case "brooch": return brooch(subject);
    case "hairpin": return hairpin(subject);
    default: return necklace(subject);
  }
}

/** A round of pale marble under the piece. */
function marble(subject: Subject, at: { x: number; y: number; radius: number }): string {
  const { sheet } = subject;
  const { x, y, radius } = at;
  const slab = "#ece5d9";
  const veins = randomFor(subject, "marble");
  const lines = times(6, () => smooth(times(6, (index): Point => [x - radius + index * radius * 0.4, y + veins.between(-radius * 0.8, radius * 0.8)]))).join("");
  return `<circle cx="${x + 14}" cy="${y + 26}" r="${radius}" fill="#1d120c" opacity=".4" ${blurred(sheet, 24)}/><circle cx="${x}" cy="${y + 16}" r="${radius}" fill="${shade(slab, -0.16)}"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${linear(sheet, 40, [[0, shade(slab, 0.03)], [1, shade(slab, -0.08)]])}"/><g opacity=".22" ${blurred(sheet, 3)}><path d="${lines}" fill="none" stroke="#8a7f76" stroke-width="6"/></g><circle cx="${x}" cy="${y}" r="${radius}" fill="${grain(sheet, { scale: 0.008, strength: 0.3, colour: "#8a7f76", stretch: 2 })}"/>`;
}

export const jewellery: Artist = {
  piece: jewelPiece,
  front(subject) {
    const item = jewelPiece(subject);
    const wall = mix(subject.palette.wall, "#b79a8a", 0.2);
    return flatStage(subject.sheet, wall) + marble(subject, { x: 600, y: 750, radius: 520 }) + lay(subject.sheet, item, { x: 600, y: 750, scale: Math.min(800 / item.width, 860 / item.height), turn: -6, lift: 9 });
  },
  detail(subject) {
    const item = jewelPiece(subject);
    const scale = Math.min(800 / item.width, 860 / item.height) * 2.4;
    const low = ["necklace", "choker", "pendant", "earrings", "bracelet"].includes(subject.form) ? -item.height * 0.22 : item.height * 0.16;
    const aside = ["bracelet", "cuff", "bangle", "earrings"].includes(subject.form) ? 190 * scale * 0.9 : 0;
    return flatStage(subject.sheet, mix("#ece5d9", subject.palette.wall, 0.25)) + lay(subject.sheet, item, { x: 600 + aside, y: 750 + low * scale, scale, turn: -6, lift: 12 });
  },
  inUse(subject) {
    const { sheet, palette } = subject;
    const item = jewelPiece(subject);
    const linen = mix(palette.pale, "#e9dcc6", 0.5);
    const folds = `<g ${blurred(sheet, 16)}><path d="M-50 300C300 420 500 180 1250 380M-50 900C300 760 700 1080 1250 860M-50 1300C400 1180 800 1420 1250 1240" fill="none" stroke="#6a5038" stroke-width="44" opacity=".22"/><path d="M-50 250C300 370 500 130 1250 330M-50 850C300 710 700 1030 1250 810" fill="none" stroke="#fffaf0" stroke-width="40" opacity=".5"/></g>`;
    const dishTone = palette.accent;
    const dish = `<g transform="translate(820 520)"><circle cx="20" cy="30" r="300" fill="#1d120c" opacity=".34" ${blurred(sheet, 26)}/><circle r="292" fill="${shade(dishTone, -0.06)}"/><circle r="280" fill="${shade(dishTone, 0.05)}"/><circle r="222" fill="${radial(sheet, [0.6, 0.64, 0.7], [[0, shade(dishTone, 0.12)], [1, shade(dishTone, -0.12)]])}"/><path d="M-240 -120A268 268 0 0 1 -60 -262" fill="none" stroke="#fffaf0" stroke-width="12" opacity=".5" stroke-linecap="round"/></g>`;
    return `${flatStage(sheet, linen)}<rect width="${pictureWidth}" height="${pictureHeight}" fill="${grain(sheet, { scale: 0.4, strength: 0.4, colour: "#6a5038", stretch: 0.4 })}"/>${folds}${dish}${lay(sheet, item, { x: 500, y: 900, scale: Math.min(600 / item.width, 700 / item.height), turn: 14, lift: 8 })}`;
  },
};
