// tmp
import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { startShopProcess } from "./shop-process.ts";
import { BENCH_ADMIN, stockUp } from "./stocked-shop.ts";
import { runCheckouts } from "./checkouts.ts";
const dir = await mkdtemp("/tmp/souk-cpu-");
const env: any = { ...BENCH_ADMIN }; if (process.argv[2]) env.NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${process.argv[2]}`;
const shop = await startShopProcess({ dataDirectory: dir, env });
const st = await stockUp(shop);
let S=0; const ticks = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`,"utf8").split(") ")[1]!.split(" "); if (pid===shop.pid) S=Number(f[12])*10; return (Number(f[11])+Number(f[12]))*10; };
const pg = () => { let s=0; for (const d of readdirSync("/proc")) { if(!/^\d+$/.test(d)) continue; try { const c=readFileSync(`/proc/${d}/cmdline`,"utf8"); if (c.startsWith("postgres:") || c.includes(dir)) s+=ticks(Number(d)); } catch {} } return s; };
await runCheckouts({ shopUrl: shop.url, variantIds: st.variantIds, connections: 16, count: 1500 });
await new Promise(r=>setTimeout(r,4000));
for (const conns of [1, 16]) {
const me0=process.cpuUsage(); const a=ticks(shop.pid), b=pg(); const n=conns===1?150:1500; const t=performance.now();
const r = await runCheckouts({ shopUrl: shop.url, variantIds: st.variantIds, connections: conns, count: n });
const a1=ticks(shop.pid), b1=pg(); const wall=performance.now()-t;
const me=process.cpuUsage(me0);
console.log(conns, JSON.stringify(r), "wall/checkout", (wall/n).toFixed(1), "node SYS total", S, "node cpu ms", ((a1-a)/n).toFixed(2), "pg cpu ms", ((b1-b)/n).toFixed(2), "client", ((me.user+me.system)/1000/n).toFixed(2));
await new Promise(r=>setTimeout(r,4000));
console.log("after settling: node", ((ticks(shop.pid)-a)/n).toFixed(2), "pg", ((pg()-b)/n).toFixed(2));
}
await shop.stop(); await rm(dir,{recursive:true});
