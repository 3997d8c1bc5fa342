// Books, framed prints, letters and sheets.
import { shade } from "../colour.ts";
import { leafPath, onCircle, placed, roundedBox, times } from "../shapes.ts";
import { grain } from "../grain.ts";
import { clipped, covering, linear, px, softened, stops } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";
import { marbled } from "./marbling.ts";
import { printMarkup } from "./prints.ts";

const rectPath = (width: number, height: number) =>
  `M${-width / 2} ${-height / 2}h${width}v${height}h${-width}Z`;

function coverOf(subject: Subject, box: { width: number; height: number }): string {
  const { palette, sheet } = subject;
  switch (subject.motif) {
    case "fibre": {
      const random = randomFor(subject, "fibres");
      const ground = palette.name === "Natural" ? "#dcc8a2" : palette.base;
      const fibres = times(90, () => {
        const [x, y] = [random.between(0, box.width), random.between(0, box.height)];
        return `M${px(x)} ${px(y)}q${px(random.between(-50, 50))} ${px(random.between(-50, 50))} ${px(random.between(-90, 90))} ${px(random.between(-70, 70))}`;
      }).join("");
      return `<rect width="${box.width}" height="${box.height}" fill="${ground}"/><rect width="${box.width}" height="${box.height}" fill="${grain(sheet, { scale: 0.02, strength: 0.5, colour: shade(ground, -0.2) })}"/><path d="${fibres}" fill="none" stroke="${shade(ground, 0.18)}" stroke-width="3" opacity=".6"/><path d="${fibres}" fill="none" stroke="${shade(ground, -0.18)}" stroke-width="1.2" opacity=".6" transform="translate(3 3)"/>`;
    }
    case "block": {
      const flower = (x: number, y: number) =>
        `<g transform="translate(${x} ${y})"><path d="${times(8, (index) => leafPath(onCircle([0, 0], 7, (index * Math.PI) / 4), 26, { turn: (index * Math.PI) / 4, width: 8 })).join("")}" fill="${palette.pale}"/><circle r="7" fill="${palette.accent}"/><path d="${times(4, (index) => leafPath(onCircle([0, 0], 38, (index * Math.PI) / 2 + 0.78), 18, { turn: (index * Math.PI) / 2 + 0.78, width: 5 })).join("")}" fill="${palette.pale}"/></g>`;
      const cover = covering(
        sheet,
        [110, 110],
        `<rect width="110" height="110" fill="${palette.base}"/>${flower(55, 55)}<circle r="6" fill="${palette.pale}"/><circle cx="110" r="6" fill="${palette.pale}"/><circle cy="110" r="6" fill="${palette.pale}"/><circle cx="110" cy="110" r="6" fill="${palette.pale}"/>`,
      );
      return `${cover({ x: 0, y: 0, ...box })}<rect width="${box.width}" height="${box.height}" fill="${grain(sheet, { scale: 0.3, strength: 0.4, colour: palette.pale })}"/>`;
    }
    case "leather":
      return `<rect width="${box.width}" height="${box.height}" fill="${palette.base}"/><rect width="${box.width}" height="${box.height}" fill="${grain(sheet, { scale: 0.09, strength: 0.5, colour: shade(palette.base, -0.22) })}"/>`;
    default:
      return marbled(subject, box);
  }
}

/** A bound book from above, its spine to the left. */
function book(subject: Subject, box: { width: number; height: number }): Piece {
  const { sheet, palette } = subject;
  const { width, height } = box;
  const outline = rectPath(width + 8, height + 6);
  const clip = roundedBox({ x: -width / 2, y: -height / 2, width, height }, 10, "");
  const spine = subject.form === "journal" ? 150 : subject.motif === "leather" ? 0 : 62;
  const cloth = subject.form === "journal" ? shade(palette.accent, -0.1) : shade(palette.deep, 0.03);
  const binding =
    spine > 0
      ? `<rect x="${-width / 2}" y="${-height / 2}" width="${spine}" height="${height}" fill="${cloth}"/><rect x="${-width / 2}" y="${-height / 2}" width="${spine}" height="${height}" fill="${grain(sheet, { scale: 0.5, strength: 0.4, colour: "#000000" })}"/>`
      : "";
  const strap =
    subject.form === "wrap"
      ? wrapStrap(subject, box)
      : `<rect x="${px(width * 0.3)}" y="${-height / 2}" width="17" height="${height}" fill="${shade(cloth, -0.06)}"/><rect x="${px(width * 0.3)}" y="${-height / 2}" width="4" height="${height}" fill="#ffffff" opacity=".25"/>`;
  const plate =
    subject.form === "notebook"
      ? `<g transform="translate(18 ${px(-height * 0.2)})"><rect x="-110" y="-62" width="220" height="124" fill="#f3ead7"/><rect x="-101" y="-53" width="202" height="106" fill="none" stroke="${palette.deep}" stroke-width="3"/><path d="M-66 6H66M-66 28H30" stroke="${palette.deep}" stroke-width="2" opacity=".5"/></g>`
      : "";
  const light = linear(sheet, 35, stops("0 #fff8e6 0.32, 0.4 #fff8e6 0.02, 1 #1d120c 0.28"));
  const pages = times(
    4,
    (index) =>
      `<rect x="${px(-width / 2 + 12)}" y="${px(-height / 2 + 8)}" width="${px(width - 8 + index * 3.2)}" height="${px(height - 6 + index * 3)}" rx="5" fill="${index % 2 ? "#d9cbb0" : "#f1e7d2"}"/>`,
  )
    .toReversed()
    .join("");
  return {
    markup:
      pages +
      clipped(
        sheet,
        clip,
        `<g transform="translate(${-width / 2} ${-height / 2})">${coverOf(subject, box)}</g>${binding}${plate}<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" fill="${light}"/>${softened(`<path d="M${-width / 2 + spine + 16} ${-height / 2}V${height / 2}"/>`, { colour: "#1d120c", opacity: 0.24, spread: 5, line: 10 })}`,
      ) +
      strap,
    width,
    height,
    outline,
  };
}

function wrapStrap(
  { palette, sheet }: Subject,
  { width, height }: { width: number; height: number },
): string {
  const dark = shade(palette.base, -0.12);
  return `<path d="M${-width / 2} ${-height / 2}H${width * 0.16}L${width * 0.3} 0L${width * 0.16} ${height / 2}H${-width / 2}Z" fill="${linear(
    sheet,
    20,
    [
      [0, shade(palette.base, 0.06)],
      [1, shade(palette.base, -0.05)],
    ],
  )}"/><path d="M${width * 0.16} ${-height / 2}L${width * 0.3} 0L${width * 0.16} ${height / 2}" fill="none" stroke="#1d120c" stroke-width="6" opacity=".35"/><path d="M${width * 0.15 - 14} ${-height / 2 + 20}L${width * 0.28 - 14} 0L${width * 0.15 - 14} ${height / 2 - 20}" fill="none" stroke="#f3dfb8" stroke-width="3" stroke-dasharray="13 9" opacity=".7"/><path d="M${-width / 2 - 6} -34H${width / 2 + 8}M${-width / 2 - 6} 30H${width / 2 + 8}" stroke="${dark}" stroke-width="13"/><rect x="${width * 0.2}" y="-58" width="30" height="112" rx="15" fill="#efe0c0"/><rect x="${width * 0.2 + 6}" y="-50" width="7" height="94" rx="3" fill="#ffffff" opacity=".7"/>`;
}

export function print(subject: Subject): Piece {
  const { sheet } = subject;
  const light = linear(sheet, 40, stops("0 #ffffff 0.16, 0.5 #ffffff 0, 1 #1d120c 0.12"));
  const wood = subject.palette.name === "Ink" || subject.palette.name === "Cobalt" ? "#3a2f2a" : "#b98a58";
  const frame = `<path d="M-385 -485H385V485H-385Z" fill="${linear(sheet, 50, [
    [0, shade(wood, 0.12)],
    [0.5, wood],
    [1, shade(wood, -0.1)],
  ])}"/><path d="M-385 -485L-362 -462M385 -485L362 -462M385 485L362 462M-385 485L-362 462" stroke="#1d120c" stroke-width="2" opacity=".5"/><path d="M-362 -462H362V462H-362Z" fill="#f6f0e3"/>${softened('<path d="M-362 462V-462H362"/>', { colour: "#1d120c", opacity: 0.26, spread: 9, line: 14 })}`;
  const inner = `<rect x="-300" y="-400" width="600" height="800" fill="${grain(sheet, { scale: 0.45, strength: 0.12, colour: "#1d120c" })}"/>`;
  const glassShine = `<path d="M-362 -462H40L-362 260Z" fill="#ffffff" opacity=".07"/>`;
  return {
    markup: `${frame}<g transform="translate(-300 -400)">${clipped(sheet, '<rect width="600" height="800"/>', printMarkup(subject))}</g>${inner}<rect x="-300" y="-400" width="600" height="800" fill="${light}"/>${glassShine}`,
    width: 770,
    height: 970,
    outline: rectPath(770, 970),
  };
}

function letters(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const envelope = `<rect x="-330" y="-220" width="660" height="440" rx="4" fill="#f3ead7"/>${clipped(sheet, '<path d="M-330 -220L0 60L330 -220Z"/>', `<g transform="translate(-330 -230)">${marbled(subject, { width: 660, height: 300 })}</g>`)}<path d="M-330 -220L0 66L330 -220" fill="none" stroke="#b8a888" stroke-width="3"/><path d="M-330 220L-70 -4M330 220L70 -4" stroke="#d6c8aa" stroke-width="3"/>`;
  const page = `<path d="M-300 -210L-296 -204L-302 -120L-297 0L-301 140L-298 214H298L302 90L297 -40L301 -150L298 -210Z" fill="#faf4e6"/>${times(7, (index) => `<path d="M-240 ${-130 + index * 44}H${index === 6 ? 40 : 240}" stroke="${palette.deep}" stroke-width="2.4" opacity=".28"/>`).join("")}`;
  const band = `<rect x="-40" y="-224" width="46" height="448" fill="${palette.base}"/><path d="M-17 -20L40 30L-4 40Z" fill="${shade(palette.base, -0.1)}"/>`;
  return {
    markup:
      placed(page, 30, { y: -330, turn: 5 }) +
      placed(page, -20, { y: -250, turn: -4 }) +
      placed(envelope, 0, { y: 60, turn: 0 }) +
      placed(band, 120, { y: 62 }),
    width: 720,
    height: 900,
    outline: "M-300 -480H300V260H-300Z",
  };
}

export function sheets(subject: Subject): Piece {
  const { sheet } = subject;
  const kinds = ["stone", "combed", "gelgit"];
  const rolls = kinds.map((kind, index) =>
    placed(
      clipped(
        sheet,
        '<rect x="-290" y="-400" width="580" height="800"/>',
        `<g transform="translate(-290 -400)">${marbled({ ...subject, slug: `${subject.slug}${index}` }, { width: 580, height: 800 }, kind)}</g><rect x="-290" y="-400" width="580" height="800" fill="${linear(
          sheet,
          40,
          stops("0 #ffffff 0.25, 1 #1d120c 0.22"),
        )}"/>`,
      ),
      -70 + index * 70,
      { y: -40 + index * 40, turn: -10 + index * 8 },
    ),
  );
  return {
    markup: rolls.join(
      softened('<path d="M-300 -340L300 -420L330 380L-280 440Z"/>', {
        colour: "#1d120c",
        opacity: 0.16,
        spread: 18,
      }),
    ),
    width: 760,
    height: 940,
    outline: "M-330 -360L250 -400L330 340L-240 400Z",
  };
}

export function trio(subject: Subject): Piece {
  const box = { width: 440, height: 620 };
  const slim = (index: number) => {
    const { markup } = book(
      {
        ...subject,
        form: "slim",
        palette:
          index === 0
            ? subject.palette
            : {
                ...subject.palette,
                base: index === 1 ? subject.palette.second : subject.palette.pale,
                pale: index === 2 ? subject.palette.base : subject.palette.pale,
              },
      },
      box,
    );
    return markup;
  };
  return {
    markup:
      placed(slim(2), 170, { y: 90, turn: 9 }) +
      placed(
        `${softened(`<path d="${rectPath(440, 620)}" transform="translate(8 12)"/>`, { colour: "#1d120c", opacity: 0.28, spread: 18 })}${slim(1)}`,
        10,
        { y: 20, turn: -2 },
      ) +
      placed(
        `${softened(`<path d="${rectPath(440, 620)}" transform="translate(8 12)"/>`, { colour: "#1d120c", opacity: 0.28, spread: 18 })}${slim(0)}`,
        -160,
        { y: -70, turn: -11 },
      ),
    width: 820,
    height: 820,
    outline: "M-400 -300L40 -380L360 -120L300 360L-280 220Z",
  };
}

export function paperPiece(subject: Subject): Piece {
  switch (subject.form) {
    case "print":
      return print(subject);
    case "letters":
      return letters(subject);
    case "sheets":
      return sheets(subject);
    case "trio":
      return trio(subject);
    case "journal":
      return book(subject, { width: 640, height: 880 });
    default:
      return book(subject, { width: 600, height: 850 });
  }
}
