const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
import { readdirSync } from "node:fs";
const root = "/work/main";
const t00 = cpu();
const { emit } = await import(`${root}/generator/emit/emit.ts`);
const { formatter } = await import(`${root}/generator/format.ts`);
const t01 = cpu();
const dir = `${root}/test/generator/emit/cases`;
const models: any[] = [];
for (const n of readdirSync(dir)) models.push((await import(`${dir}/${n}/model.ts`)).model);
const fifty = Array.from({ length: 50 }, (_, i) => ({ ...models[i % models.length], name: models[i % models.length].name + i }));
const facts = { lines: ["1.0"], toolsets: { toolsets: {}, presets: {} } };
for (let r = 0; r < 4; r++) {
  const t0 = cpu();
  const files = emit(fifty, facts);
  const t1 = cpu();
  const format = formatter({ printWidth: 110 });
  await Promise.all(files.map((f: any) => format(f.path, f.text)));
  const t2 = cpu();
  console.log({ load: t01 - t00, emit: t1 - t0, prettier: t2 - t1 });
}
const prettier = await import("prettier");
const files = emit(fifty, facts);
for (const parser of ["typescript", "babel-ts", "typescript", "babel-ts"] as const) {
  const t0 = cpu();
  const out = await Promise.all(files.map((f: any) => prettier.format(f.path === "" ? "" : f.text, { printWidth: 110, parser })));
  console.log(parser, cpu() - t0, out.join("").length);
}
