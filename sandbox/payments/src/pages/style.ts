// The one style sheet of the hosted pages, in the house look: paper and ink, saffron for the one thing to do, indigo for links and focus.
// Sent inside each page and allowed there by its hash, so that nothing else can style a page.

export const style = `
:root {
  color-scheme: light dark;
  --paper: oklch(0.975 0.008 85); --sheet: oklch(0.995 0.004 85); --line: oklch(0.86 0.012 80); --edge: oklch(0.58 0.015 75);
  --ink: oklch(0.25 0.015 70); --soft: oklch(0.46 0.015 70);
  --saffron: oklch(0.8 0.155 78); --saffron-deep: oklch(0.75 0.155 74); --on-saffron: oklch(0.22 0.03 70);
  --wash: oklch(0.95 0.035 88); --indigo: oklch(0.44 0.15 272); --danger: oklch(0.48 0.17 27); --danger-wash: oklch(0.955 0.02 27);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: oklch(0.185 0.008 70); --sheet: oklch(0.225 0.01 70); --line: oklch(0.34 0.012 70); --edge: oklch(0.58 0.015 75);
    --ink: oklch(0.94 0.012 85); --soft: oklch(0.74 0.015 80);
    --saffron: oklch(0.81 0.145 80); --saffron-deep: oklch(0.86 0.13 84); --on-saffron: oklch(0.2 0.03 70);
    --wash: oklch(0.27 0.035 80); --indigo: oklch(0.79 0.1 272); --danger: oklch(0.77 0.12 25); --danger-wash: oklch(0.27 0.045 25);
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", sans-serif; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: break-word; }
h1, h2, .amount, .mark { font-family: Fraunces, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; font-weight: 500; line-height: 1.15; letter-spacing: -0.01em; }
a { color: var(--indigo); text-underline-offset: 0.2em; }
.ribbon { background: var(--wash); border-bottom: 1px solid var(--line); padding: 0.625rem 1.25rem; text-align: center; font-size: 1rem; }
main { width: 100%; max-width: 66rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; flex: 1; }
.mark { font-size: 1.25rem; display: flex; align-items: center; gap: 0.625rem; margin-bottom: 1.75rem; }
.mark svg { width: 1.5rem; height: 1.5rem; color: var(--saffron-deep); flex: none; }
.grid { display: grid; gap: 2rem; }
.amount { font-size: 2.625rem; font-variant-numeric: lining-nums tabular-nums; }
.kicker { color: var(--soft); font-size: 1rem; }
.facts { margin-top: 0.75rem; color: var(--soft); font-size: 1rem; }
.facts div { display: flex; gap: 0.5rem; flex-wrap: wrap; }
.facts dd { margin: 0; color: var(--ink); min-width: 0; overflow-wrap: anywhere; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.5rem 1.25rem; }
.sheet h1, .sheet h2 { font-size: 1.5rem; margin-bottom: 1.25rem; }
.field { margin-bottom: 1.125rem; }
label { display: block; font-weight: 600; font-size: 1rem; margin-bottom: 0.375rem; }
.hint { color: var(--soft); font-size: 1rem; margin-bottom: 0.375rem; }
input { width: 100%; min-height: 3rem; padding: 0.625rem 0.875rem; font: inherit; font-variant-numeric: tabular-nums; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 0.5rem; }
input::placeholder { color: var(--soft); opacity: 1; }
input[aria-invalid] { border: 2px solid var(--danger); padding: calc(0.625rem - 1px) calc(0.875rem - 1px); }
.error { color: var(--danger); font-size: 1rem; margin-top: 0.375rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; align-items: start; }
.alert { background: var(--danger-wash); border-left: 3px solid var(--danger); border-radius: 0.25rem; padding: 0.75rem 1rem; margin-bottom: 1.25rem; }
.alert strong { color: var(--danger); display: block; }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 3.25rem; padding: 0.75rem 1.25rem; font: inherit; font-weight: 650; text-decoration: none; border-radius: 0.5rem; border: 1px solid transparent; cursor: pointer; background: var(--saffron); color: var(--on-saffron); transition: background-color 140ms ease-out; }
button:hover, .button:hover { background: var(--saffron-deep); }
.quiet { background: transparent; color: var(--ink); border-color: var(--edge); }
.quiet:hover { background: var(--wash); }
.stack { display: grid; gap: 0.75rem; }
.leave { display: flex; align-items: center; justify-content: center; min-height: 2.75rem; margin-top: 0.5rem; }
:focus-visible { outline: 3px solid var(--indigo); outline-offset: 2px; }
.cards { border-top: 1px solid var(--line); padding-top: 1.25rem; }
.cards h2 { font-size: 1.25rem; margin-bottom: 0.25rem; }
.cards ul { list-style: none; padding: 0; margin-top: 0.75rem; }
.cards li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
.cards li:first-child { border-top: 0; }
.cards code { font: inherit; font-variant-numeric: tabular-nums; white-space: nowrap; user-select: all; }
.cards span { color: var(--soft); }
.narrow, main:has(.narrow) .mark { max-width: 31rem; margin-inline: auto; }
.bank { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line); padding-bottom: 1rem; margin-bottom: 1.25rem; font-weight: 600; }
.bank span + span { color: var(--soft); font-weight: 400; }
.ask { margin-bottom: 1.5rem; }
.ask p + p { margin-top: 0.75rem; color: var(--soft); }
footer { color: var(--soft); font-size: 1rem; text-align: center; padding: 0 1.25rem 2rem; }
@media (min-width: 52rem) {
  main { padding-top: 3rem; }
  .grid { grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); grid-template-areas: "sum form" "cards form"; grid-template-rows: auto 1fr; gap: 2.5rem 5rem; }
  .sum { grid-area: sum; } .sheet { padding: 2rem; } .grid > .sheet { grid-area: form; align-self: start; } .cards { grid-area: cards; }
  .amount { font-size: 3.5rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
