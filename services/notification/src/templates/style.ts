// The look of the mails: the storefront's paper, ink and saffron as plain hex, for mail programs know no OKLCH and no variables.

export const colour = {
  paper: "#fcfaf6",
  raised: "#ffffff",
  sunken: "#f4f0e9",
  line: "#e1dcd3",
  ink: "#241b15",
  inkSoft: "#574c43",
  inkFaint: "#70655c",
  saffron: "#f3ad33",
  saffronInk: "#2d1a0a",
} as const;

export const font = {
  display: "Fraunces, Georgia, 'Times New Roman', Times, serif",
  sans: "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif",
} as const;

export const WIDTH_PX = 600;

/** For programs that read it: a narrow screen, and the dark. Everything needed elsewhere stands in `style` attributes. */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; width: 100%; -webkit-text-size-adjust: 100%; }
table { border-collapse: collapse; }
img { border: 0; display: block; }
@media (max-width: 520px) {
  .page { padding: 0 !important; }
  .side { padding-left: 24px !important; padding-right: 24px !important; }
  .headline { font-size: 32px !important; }
  .half { display: block !important; width: 100% !important; padding: 0 0 24px !important; }
  .picture { width: 72px !important; padding-right: 14px !important; }
  .picture img { width: 72px !important; height: 72px !important; }
  .button { display: block !important; text-align: center !important; }
}
@media (prefers-color-scheme: dark) {
  .paper { background-color: #17120e !important; }
  .card { background-color: #211b16 !important; border-color: #3b342d !important; }
  .sunken { background-color: #27211b !important; }
  .line { border-color: #3b342d !important; }
  .ink { color: #eeeae1 !important; }
  .soft { color: #beb8ae !important; }
  .faint { color: #a19a90 !important; }
  .todo { border-color: #3b342d !important; }
  .saffron { background-color: #f2b546 !important; }
}
`;
