// The wide scene at the top of the home page.
import { shade } from "./drawing/colour.ts";
import { grain } from "./drawing/grain.ts";
import { branch, fruit } from "./drawing/props.ts";
import { lay, stand } from "./drawing/shadow.ts";
import { createSheet, linear, radial, softened, type Sheet } from "./drawing/sheet.ts";
import { finish, pictureHeight } from "./drawing/stage.ts";
import { svgDocument } from "./draw-picture.ts";
import { type Good, pieceOf } from "./scene-good.ts";

const heroSize = { width: 2400, height: 1400 };

const ledgeHeight = 1130;

/** A deep arch in the wall, open to an evening sky over low roofs. */
function gateway(sheet: Sheet, wall: string): string {
  const arch = (inset: number) => {
    const [left, right] = [1020 + inset, 1780 - inset];
    return `M${left} ${ledgeHeight}V560C${left} ${400 + inset} ${1230 + inset * 0.4} ${290 + inset} 1400 ${150 + inset * 1.3}C${1570 - inset * 0.4} ${290 + inset} ${right} ${400 + inset} ${right} 560V${ledgeHeight}Z`;
  };
  const sky = linear(sheet, 90, [
    [0, "#7f9fb4"],
    [0.45, "#c9cdc0"],
    [0.72, "#f3d3a2"],
    [1, "#eeb27c"],
  ]);
  const sun = `<circle cx="1540" cy="760" r="330" fill="${radial(
    sheet,
    [0.5, 0.5, 0.5],
    [
      [0, "#fff3d0", 0.95],
      [0.2, "#ffe2a6", 0.6],
      [1, "#ffe2a6", 0],
    ],
  )}"/><circle cx="1540" cy="760" r="46" fill="#fff6dc"/>`;
  const far = "M1060 900C1140 850 1200 880 1290 840S1470 880 1560 850S1700 880 1780 840V1130H1060Z";
  const roofs =
    "M1060 960H1130V920H1190V970H1230C1230 900 1330 900 1330 970H1380V900H1400L1416 840L1432 900H1450V990H1520V950H1600V1000H1640C1640 940 1720 940 1720 1000H1780V1130H1060Z";
  return (
    softened(`<path d="${arch(-14)}"/>`, { colour: "#fff4e0", opacity: 0.22, spread: 22 }) +
    `<path d="${arch(0)}" fill="${linear(sheet, 0, [
      [0, shade(wall, -0.22)],
      [0.5, shade(wall, -0.08)],
      [1, shade(wall, 0.1)],
    ])}"/>` +
    `<path d="${arch(70)}" fill="${sky}"/><g>${sun}<path d="${far}" fill="#b98a7c" opacity=".7"/><path d="${roofs}" fill="#8a5a50"/></g>` +
    `<path d="M1020 ${ledgeHeight}L1090 ${ledgeHeight - 34}H1710L1780 ${ledgeHeight}Z" fill="${shade(wall, 0.08)}"/>`
  );
}

function heroWall(sheet: Sheet, wall: string): string {
  const box = `width="${heroSize.width}" height="${heroSize.height}"`;
  const stone = "#e9d9bf";
  const front = heroSize.height - ledgeHeight;
  return (
    `<rect ${box} fill="${linear(sheet, 18, [
      [0, shade(wall, 0.06)],
      [0.45, wall],
      [1, shade(wall, -0.1)],
    ])}"/>` +
    `<rect ${box} fill="${grain(sheet, { scale: 0.004, strength: 0.22, colour: shade(wall, -0.2) })}"/>` +
    softened(
      '<path d="M250 250L520 160V520L250 610ZM560 146L830 56V416L560 506ZM250 660L520 570V930L250 1020ZM560 556L830 466V826L560 916Z"/>',
      { colour: "#fff0cc", opacity: 0.3, spread: 14 },
    ) +
    gateway(sheet, wall) +
    `<rect x="0" y="${ledgeHeight}" width="${heroSize.width}" height="${front}" fill="${linear(sheet, 90, [
      [0, shade(stone, 0.03)],
      [0.3, stone],
      [0.32, shade(stone, -0.1)],
      [1, shade(stone, -0.2)],
    ])}"/>` +
    `<rect x="0" y="${ledgeHeight}" width="${heroSize.width}" height="${front}" fill="${grain(sheet, { scale: 0.006, strength: 0.2, colour: shade(stone, -0.25), stretch: 4 })}"/>` +
    `<rect x="0" y="${ledgeHeight + 84}" width="${heroSize.width}" height="4" fill="#fff8e8" opacity=".6"/>`
  );
}

/** A rug laid over the ledge's edge, so that only its hanging half is seen. */
function hangingRug(sheet: Sheet): string {
  const rug = pieceOf(sheet, { slug: "taznakht-madder-kilim" });
  const id = sheet.define(
    (name) =>
      `<clipPath id="${name}"><rect x="1960" y="${ledgeHeight + 26}" width="420" height="400"/></clipPath>`,
  );
  return `<g clip-path="url(#${id})">${lay({ ...rug }, { x: 2150, y: ledgeHeight - 40, scale: 0.38, lift: 8 })}</g>`;
}

/** The wide scene at the top of the home page, 2400 × 1400; its left third is kept calm for words. */
export function drawHero(): string {
  const sheet = createSheet();
  const wall = "#d9a283";
  const put = (good: Good, place: { x: number; y: number; scale: number; foot?: number }) => {
    const piece = pieceOf(sheet, good);
    return stand(sheet, piece, { ...place, foot: place.foot ?? piece.width * 0.3 });
  };
  const lantern = pieceOf(sheet, { slug: "khan-el-khalili-dome-lantern" });
  const glow = `<circle cx="1950" cy="420" r="420" fill="${radial(
    sheet,
    [0.5, 0.5, 0.5],
    [
      [0, "#ffdca0", 0.6],
      [0.4, "#ffc67c", 0.24],
      [1, "#ffc67c", 0],
    ],
  )}"/>`;
  const cord = '<path d="M1950 -10V232" stroke="#6b4a1e" stroke-width="5"/>';
  const scene =
    heroWall(sheet, wall) +
    glow +
    cord +
    `<g transform="translate(1950 560) scale(.42)">${lantern.markup}</g>` +
    lay(pieceOf(sheet, { slug: "place-seffarine-tray" }), { x: 2150, y: 920, scale: 0.46, lift: 16 }) +
    branch("hero left", { x: 1172, y: 700 }, { height: 420, lean: -130, leaf: "#6f7d55" }) +
    branch("hero right", { x: 1186, y: 700 }, { height: 470, lean: 110, leaf: "#7d8a60" }) +
    put({ slug: "guellala-moon-vase", colour: "Indigo" }, { x: 1180, y: 1160, scale: 0.76 }) +
    put({ slug: "ounagha-tagine" }, { x: 1530, y: 1176, scale: 0.62, foot: 190 }) +
    put({ slug: "souk-day-basket" }, { x: 890, y: 1186, scale: 0.66, foot: 230 }) +
    hangingRug(sheet) +
    put({ slug: "marrakech-mint-tea" }, { x: 1870, y: 1170, scale: 0.48, foot: 170 }) +
    put({ slug: "gilded-mint-tea-glass", colour: "Emerald" }, { x: 1330, y: 1212, scale: 0.34 }) +
    put({ slug: "tamegroute-green-bowl" }, { x: 2150, y: 1192, scale: 0.38 }) +
    fruit(sheet, { x: 1690, y: 1214, scale: 0.9 }) +
    fruit(sheet, { x: 1772, y: 1226, scale: 0.86 }, "#dd9a34") +
    fruit(sheet, { x: 1052, y: 1222, scale: 0.8 }, "#b8402f");
  const scaled = `<g transform="scale(2 ${heroSize.height / pictureHeight})">${finish(sheet, 0.8)}</g>`;
  return svgDocument(sheet, heroSize, scene + scaled);
}
