// The one style sheet of the mailbox, in the house look: paper and ink, indigo for links and focus, saffron as the only accent.

export const style = `
:root {
  color-scheme: light dark;
  --paper: oklch(0.975 0.008 85); --sheet: oklch(0.995 0.004 85); --line: oklch(0.86 0.012 80); --edge: oklch(0.58 0.015 75);
  --ink: oklch(0.25 0.015 70); --soft: oklch(0.46 0.015 70); --saffron: oklch(0.75 0.155 74); --on-saffron: oklch(0.22 0.03 70);
  --wash: oklch(0.95 0.035 88); --indigo: oklch(0.44 0.15 272);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: oklch(0.185 0.008 70); --sheet: oklch(0.225 0.01 70); --line: oklch(0.34 0.012 70); --edge: oklch(0.58 0.015 75);
    --ink: oklch(0.94 0.012 85); --soft: oklch(0.74 0.015 80); --saffron: oklch(0.81 0.145 80); --on-saffron: oklch(0.2 0.03 70);
    --wash: oklch(0.27 0.035 80); --indigo: oklch(0.79 0.1 272);
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, .mark { font-family: Fraunces, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; font-weight: 500; line-height: 1.2; letter-spacing: -0.01em; }
h1 { font-size: 1.75rem; }
a { color: var(--indigo); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--indigo); outline-offset: 2px; border-radius: 0.25rem; }
header { border-bottom: 1px solid var(--line); }
header > div, main { max-width: 66rem; margin: 0 auto; padding: 1rem 1.25rem; }
header > div { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center; justify-content: space-between; }
.mark { font-size: 1.25rem; color: inherit; text-decoration: none; display: flex; align-items: center; gap: 0.625rem; min-height: 2.75rem; }
.mark svg { width: 1.5rem; height: 1.5rem; color: var(--saffron); flex: none; }
.soft { color: var(--soft); }
main { padding-top: 2rem; padding-bottom: 4rem; }
.top { display: grid; gap: 1rem; margin-bottom: 1.5rem; }
.find { display: flex; gap: 0.5rem; align-items: end; flex-wrap: wrap; }
.find div { flex: 1; min-width: 14rem; }
label { display: block; font-weight: 600; font-size: 1rem; margin-bottom: 0.25rem; }
input { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--edge); border-radius: 0.5rem; }
button { min-height: 2.75rem; padding: 0.5rem 1.125rem; font: inherit; font-weight: 600; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: 0.5rem; cursor: pointer; }
button:hover { background: var(--wash); }
.list { list-style: none; padding: 0; border-top: 1px solid var(--line); }
.list li { border-bottom: 1px solid var(--line); }
.list a { display: grid; gap: 0 1.5rem; padding: 0.875rem 0.25rem; color: inherit; text-decoration: none; }
.list a:hover { background: var(--wash); }
.list strong { font-weight: 600; }
.preview { display: block; }
.list a:hover strong { text-decoration: underline; }
.list time, .facts time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; font-size: 1rem; line-height: 1.4; padding: 0 0.5rem; border: 1px solid var(--saffron); border-radius: 0.375rem; margin-right: 0.375rem; }
.empty { text-align: center; padding: 4.5rem 1rem; }
.empty svg { width: 4rem; height: 4rem; color: var(--saffron); margin-bottom: 1.25rem; }
.empty p { max-width: 34rem; margin: 0.5rem auto 0; color: var(--soft); }
.more { margin-top: 1.5rem; }
.more a, .back { display: inline-flex; align-items: center; min-height: 2.75rem; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1.25rem; margin: 1rem 0 1.5rem; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; }
.tabs { display: flex; gap: 1.5rem; border-bottom: 1px solid var(--line); margin-bottom: 1.25rem; }
.tabs a { display: flex; align-items: center; min-height: 2.75rem; text-decoration: none; color: var(--soft); border-bottom: 3px solid transparent; margin-bottom: -1px; }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--saffron); }
iframe { display: block; width: 100%; height: max(26rem, 72vh); border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; color-scheme: light; }
pre { white-space: pre-wrap; background: var(--sheet); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1.25rem; font: inherit; }
pre.source { font: 1rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.files { list-style: none; padding: 0; }
@media (min-width: 48rem) {
  .top { grid-template-columns: 1fr minmax(0, 28rem); align-items: end; }
  .list a { grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) auto; align-items: baseline; }
  h1 { font-size: 2.25rem; }
}
`;
