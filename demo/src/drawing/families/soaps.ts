// Soaps, oils, pots and bottles on a stone plinth.
import { mix, shade } from "../colour.ts";
import { labelMarkup } from "../label.ts";
import { lettering } from "../lettering.ts";
import { outlineOf, topOf, turnedBody, type Profile } from "../lathe.ts";
import { findNameWords } from "../names.ts";
import { branch, foldedCloth } from "../props.ts";
import { contactShadow, stand } from "../shadow.ts";
import { placed, polygon, smooth, starPoints, times, type Point } from "../shapes.ts";
import { clipped, grain, linear, px, radial } from "../sheet.ts";
import { plaster, tableStage, windowLight, pictureWidth } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";

const tones: Record<string, { colour: string; ink: string; wall: string }> = {
  olive: { colour: "#a39a52", ink: "#4a4a22", wall: "#d6ccb0" },
  chalk: { colour: "#efe8d6", ink: "#3f5a66", wall: "#b9c3bd" },
  ink: { colour: "#39342c", ink: "#2f2a24", wall: "#d3bfa2" },
  amber: { colour: "#9a5418", ink: "#6a3a1a", wall: "#dcc9a6" },
  rose: { colour: "#d9a09a", ink: "#8a3f4a", wall: "#e0c8bc" },
  blossom: { colour: "#e6b45c", ink: "#5c6a3a", wall: "#c6cfc4" },
  mint: { colour: "#cfdcc8", ink: "#3a5f4e", wall: "#d6cdb6" },
  clay: { colour: "#a5795c", ink: "#6a3f2a", wall: "#cfc6b4" },
  honey: { colour: "#d3a55f", ink: "#6a451c", wall: "#c3c9bd" },
  indigo: { colour: "#ded9cc", ink: "#34477a", wall: "#c9bda4" },
  sand: { colour: "#d8c190", ink: "#5a4a2a", wall: "#a9b3a6" },
};

function toneOf(subject: Subject) {
  return tones[subject.motif] ?? { colour: "#d9c29a", ink: "#4a3a2a", wall: "#d3c8b4" };
}

/** A bar in simple perspective: front, top and side, with a stamp. */
export function bar(subject: Subject, size: { width: number; height: number; depth: number }, look: { colour: string; stamp: boolean }): string {
  const { sheet } = subject;
  const { width, height, depth } = size;
  const { colour } = look;
  const [w, lift, slide] = [width / 2, depth * 0.42, depth * 0.5];
  const front = `M${-w} 0V${-height + 8}Q${-w} ${-height} ${-w + 10} ${-height}H${w - 10}Q${w} ${-height} ${w} ${-height + 8}V-8Q${w} 0 ${w - 10} 0H${-w + 10}Q${-w} 0 ${-w} -8Z`;
  const top = `M${-w + 4} ${-height + 3}L${-w + slide} ${-height - lift}H${w + slide - 8}L${w - 3} ${-height + 3}Z`;
  const side = `M${w - 3} ${-height + 4}L${w + slide - 7} ${-height - lift + 2}V${-lift + 6}L${w - 3} -6Z`;
  const stamp = look.stamp
    ? `<g transform="translate(0 ${px(-height / 2)})"><path d="${polygon(starPoints({ centre: [0, 0], outer: height * 0.36, inner: height * 0.28, points: 8 }))}" fill="none" stroke="${shade(colour, -0.2)}" stroke-width="6"/><path d="${polygon(starPoints({ centre: [2, 3], outer: height * 0.36, inner: height * 0.28, points: 8 }))}" fill="none" stroke="${shade(colour, 0.15)}" stroke-width="3"/>${lettering({ text: "SOUK", x: 0, y: -height * 0.06, size: height * 0.13, colour: shade(colour, -0.24) })}</g>`
    : "";
  const mottle = grain(sheet, { scale: 0.03, strength: 0.5, colour: shade(colour, -0.16) });
  return `<path d="${side}" fill="${linear(sheet, 90, [[0, shade(colour, -0.13)], [1, shade(colour, -0.22)]])}"/><path d="${top}" fill="${linear(sheet, 20, [[0, shade(colour, 0.13)], [1, shade(colour, 0.05)]])}"/><path d="${front}" fill="${linear(sheet, 60, [[0, shade(colour, 0.06)], [1, shade(colour, -0.07)]])}"/><path d="${front}${top}${side}" fill="${mottle}"/>${stamp}<path d="M${-w + 6} ${-height + 2}H${w - 4}" stroke="#fffaf0" stroke-width="4" opacity=".55"/>`;
}

function bottle(subject: Subject, profile: Profile, look: { glass: string; finish: "gloss" | "satin"; label: readonly [width: number, height: number, y: number]; cap: Profile; capColour: string }): Piece {
  const { sheet } = subject;
  const tone = toneOf(subject);
  const label = labelMarkup({ lines: findNameWords(subject.slug), width: look.label[0], height: look.label[1], paper: "#f5eddc", ink: tone.ink, accent: tone.colour, ornament: subject.slug.length });
  const body = turnedBody(sheet, { profile, colour: look.glass, finish: look.finish, decoration: placed(label, 0, { y: look.label[2] }) });
  const cap = turnedBody(sheet, { profile: look.cap, colour: look.capColour, finish: "satin" }) + topOf(sheet, look.cap, look.capColour);
  const top = look.cap[0]?.[1] ?? 0;
  return { markup: body + cap, width: Math.max(...profile.map(([radius]) => radius)) * 2, height: top, outline: outlineOf([[look.cap[0]?.[0] ?? 40, top], ...profile]) };
}

function ovalSoap(subject: Subject): Piece {
  const { sheet } = subject;
  const { colour } = toneOf(subject);
  const random = randomFor(subject, "swirl");
  const outline = "M-330 -150C-330 -290 -170 -330 0 -330S330 -290 330 -150C330 -30 170 0 0 0S-330 -30 -330 -150Z";
  const face = "M-290 -170C-290 -270 -150 -306 0 -306S290 -270 290 -170C290 -86 150 -58 0 -58S-290 -86 -290 -170Z";
  const swirls = subject.form === "swirl" ? times(9, (index) => `<path d="${smooth(times(8, (part): Point => [-340 + part * 98, -330 + index * 44 + Math.sin(part * 1.1 + index * 0.8) * 42 + random.between(-12, 12)]))}" fill="none" stroke="#34477a" stroke-width="${px(random.between(6, 26))}" opacity=".55" stroke-linecap="round"/>`).join("") : "";
  const stamp = `<g transform="translate(0 -186) scale(1 .62)"><circle r="120" fill="none" stroke="${shade(colour, -0.16)}" stroke-width="6"/><circle r="120" cy="4" fill="none" stroke="#fffaf0" stroke-width="3" opacity=".6"/>${lettering({ text: "SOUK", x: 0, y: -28, size: 52, colour: shade(colour, -0.2) })}</g>`;
  return { markup: clipped(sheet, `<path d="${outline}"/>`, `<path d="${outline}" fill="${linear(sheet, 60, [[0, shade(colour, 0.06)], [1, shade(colour, -0.2)]])}"/>${swirls}<path d="${face}" fill="${radial(sheet, [0.35, 0.2, 0.9], [[0, "#fffaf0", 0.6], [0.6, "#fffaf0", 0.1], [1, "#1d120c", 0.1]])}"/>`) + stamp + `<path d="M-230 -262C-150 -296 -60 -300 0 -300" fill="none" stroke="#fffdf6" stroke-width="13" stroke-linecap="round" opacity=".6"/>`, width: 660, height: 330, outline };
}

function set(subject: Subject): Piece {
  const jar = turnedBody(subject.sheet, { profile: [[110, 200], [110, 200], [114, 20], [100, 0]], colour: "#2f2a24", finish: "gloss" }) + turnedBody(subject.sheet, { profile: [[116, 250], [116, 250], [116, 196], [116, 196]], colour: "#b98a58", finish: "satin", inside: "#c9a06c" });
  const glove = `<path d="M-150 0V-330Q-150 -410 -70 -410H70Q150 -410 150 -330V0Z" fill="${linear(subject.sheet, 30, [[0, "#5a5448"], [1, "#332e28"]])}"/><path d="M-150 0V-330Q-150 -410 -70 -410H70Q150 -410 150 -330V0Z" fill="${grain(subject.sheet, { scale: 0.3, strength: 0.8, colour: "#0f0c0a" })}"/><path d="M-150 -50H150V0H-150Z" fill="#d9c9a8"/>${lettering({ text: "KESSA", x: 0, y: -230, size: 44, colour: "#d9c9a8" })}`;
  return { markup: placed(glove, -150, { y: -20 }) + placed(bar(subject, { width: 220, height: 150, depth: 150 }, { colour: "#a39a52", stamp: true }), 60, { y: 10 }) + placed(jar, 270, { y: 4 }), width: 780, height: 440, outline: "M-300 0V-430H0V-250H400V0Z" };
}

function stackOf(subject: Subject): Piece {
  const { colour } = toneOf(subject);
  const one = (tone: string, stamp: boolean) => bar(subject, { width: 380, height: 170, depth: 250 }, { colour: tone, stamp });
  return { markup: placed(one(shade(colour, -0.02), true), -30, { y: 0 }) + placed(one(colour, true), 24, { y: -176 }) + placed(one(shade(colour, 0.02), true), -12, { y: -352, turn: -2 }), width: 500, height: 620, outline: "M-220 0V-620H330V-60L180 0Z" };
}

export function soapPiece(subject: Subject): Piece {
  const tone = toneOf(subject);
  switch (subject.form) {
    case "cube": {
      const cut = bar(subject, { width: 360, height: 260, depth: 260 }, { colour: tone.colour, stamp: true });
      const green = placed(bar(subject, { width: 330, height: 120, depth: 300 }, { colour: "#8f9a48", stamp: false }), 250, { y: 74 });
      return { markup: placed(cut, -70, { y: 0 }) + green, width: 720, height: 370, outline: "M-260 0V-350H250L500 -60L420 74H90Z" };
    }
    case "stack": return stackOf(subject);
    case "oval": case "swirl": return ovalSoap(subject);
    case "set": return set(subject);
    case "tin": return bottle(subject, [[270, 120], [270, 120], [270, 4], [266, 0]], { glass: "#b9b4a6", finish: "satin", label: [300, 70, -56], cap: [[278, 200], [278, 200], [278, 118], [278, 118]], capColour: "#5a6a4c" });
    case "pot": return bottle(subject, [[250, 330], [250, 330], [262, 300], [262, 30], [240, 0]], { glass: subject.motif === "ink" ? "#3a352c" : "#c9b08c", finish: "gloss", label: [330, 210, -150], cap: [[262, 420], [262, 420], [262, 326], [262, 326]], capColour: "#b98a58" });
    case "saltjar": return bottle(subject, [[190, 430], [190, 430], [230, 380], [234, 40], [214, 0]], { glass: "#dfe4da", finish: "gloss", label: [300, 240, -196], cap: [[176, 520], [176, 520], [170, 426], [170, 426]], capColour: "#c49a68" });
    case "dropper": return bottle(subject, [[60, 470], [60, 470], [64, 450], [150, 390], [156, 350], [156, 20], [140, 0]], { glass: "#7a3f12", finish: "gloss", label: [226, 250, -180], cap: [[24, 680], [30, 660], [34, 580], [66, 560], [66, 560], [66, 468], [66, 468]], capColour: "#2b2725" });
    case "tall": return bottle(subject, [[60, 580], [60, 580], [66, 550], [136, 480], [144, 420], [144, 20], [130, 0]], { glass: "#e3b8ae", finish: "gloss", label: [220, 290, -210], cap: [[64, 670], [64, 670], [64, 576], [64, 576]], capColour: "#c9a25c" });
    case "oilbottle": return bottle(subject, [[44, 760], [44, 760], [48, 700], [54, 610], [140, 520], [150, 460], [150, 20], [136, 0]], { glass: "#3f4a26", finish: "gloss", label: [230, 300, -230], cap: [[48, 830], [48, 830], [48, 756], [48, 756]], capColour: "#c49a68" });
    default: return bottle(subject, [[56, 450], [56, 450], [60, 420], [190, 330], [214, 230], [180, 40], [150, 0]], { glass: mix(tone.colour, "#fff4d8", 0.2), finish: "gloss", label: [250, 190, -190], cap: [[60, 540], [60, 540], [60, 446], [60, 446]], capColour: "#8a5a36" });
  }
}

/** A thick slab of pale stone. */
function plinth(subject: Subject, y: number): string {
  const stone = "#e9e1d2";
  const { sheet } = subject;
  return `<rect x="150" y="${y}" width="900" height="200" fill="${linear(sheet, 0, [[0, shade(stone, 0.02)], [0.7, shade(stone, -0.06)], [1, shade(stone, -0.14)]])}"/><path d="M150 ${y}L230 ${y - 120}H970L1050 ${y}Z" fill="${linear(sheet, 90, [[0, shade(stone, -0.02)], [1, shade(stone, 0.05)]])}"/><path d="M150 ${y}L230 ${y - 120}H970L1050 ${y}V${y + 200}H150Z" fill="${grain(sheet, { scale: 0.012, strength: 0.45, colour: "#8a7a66", stretch: 2 })}"/><path d="M150 ${y}H1050" stroke="#ffffff" stroke-width="4" opacity=".7"/><rect x="150" y="${y + 196}" width="900" height="70" fill="${linear(sheet, 90, [[0, "#2a1a10", 0.4], [1, "#2a1a10", 0]])}"/>`;
}

export const soaps: Artist = {
  piece: soapPiece,
  front(subject) {
    const { sheet } = subject;
    const piece = soapPiece(subject);
    const { wall } = toneOf(subject);
    const scale = Math.min(720 / piece.width, 800 / piece.height, 1.35);
    return tableStage(sheet, { wall, top: mix(wall, "#f3e8d6", 0.4), horizon: 1120, light: true }) + plinth(subject, 1200) + stand(sheet, piece, { x: 580, y: 1150, scale, foot: piece.width * 0.42 });
  },
  detail(subject) {
    const piece = soapPiece(subject);
    const scale = Math.min(720 / piece.width, 800 / piece.height, 1.35) * 2.3;
    const { wall } = toneOf(subject);
    return tableStage(subject.sheet, { wall, top: wall, horizon: 1490 }) + placed(piece.markup, 600, { y: 800 + piece.height * scale * 0.36, scale });
  },
  inUse(subject) {
    const { sheet, slug } = subject;
    const piece = soapPiece(subject);
    const { wall, colour } = toneOf(subject);
    const scale = Math.min(460 / piece.width, 520 / piece.height, 0.95);
    const stone = "#ded3c0";
    const shelf = `<rect x="0" y="1120" width="${pictureWidth}" height="400" fill="${linear(sheet, 90, [[0, shade(stone, -0.04)], [1, shade(stone, 0.05)]])}"/><rect x="0" y="1120" width="${pictureWidth}" height="400" fill="${grain(sheet, { scale: 0.006, strength: 0.4, colour: "#8a745c", stretch: 0.5 })}"/>`;
    const basin = turnedBody(sheet, { profile: [[330, 210], [330, 210], [310, 130], [220, 20], [190, 0]], colour: "#b0673f", finish: "metal", inside: "#8a4a2a" });
    return (
      plaster(sheet, wall, 1124) + windowLight(sheet, { x: 520, y: 160, height: 700, strength: 0.4 }) + shelf +
      contactShadow(sheet, { x: 900, y: 1210, radius: 260 }) + placed(basin, 900, { y: 1210, scale: 0.86 }) +
      foldedCloth(sheet, { x: 250, y: 1230 }, { colour: mix(colour, "#f4ecdc", 0.66), width: 360, layers: 5 }) +
      branch(`${slug} b`, { x: 250, y: 1066, scale: 0.7 }, { height: 220, lean: 190, leaf: "#74805a" }) +
      stand(sheet, piece, { x: 560, y: 1300, scale, foot: piece.width * 0.42 })
    );
  },
};
