import { printed } from "./comparer.ts";
import { leftOutOf } from "./left-out.ts";
import { play } from "./player.ts";
import { lines, readScenario, scenariosOf } from "./recording.ts";

/**
 * `tsx test/sandbox/replay/report.ts [SCENARIO[,SCENARIO]] [LINE]` prints how many exchanges of each scenario the sandbox answers as they were
 * recorded, and of the scenarios named, what differs.
 */
const [wanted, line] = process.argv.slice(2);

for (const one of lines.filter((it) => line === undefined || it === line)) {
  for (const name of scenariosOf(one).filter(
    (it) => wanted === undefined || wanted.split(",").includes(it),
  )) {
    const played = await play(one, readScenario(one, name));
    const differing = played.filter(({ differences }) => differences.length > 0);
    const left = leftOutOf(name, one);
    console.log(
      `${one} ${name}: ${played.length - differing.length} of ${played.length}, ${left.size} left out`,
    );
    if (wanted === undefined) continue;
    for (const exchange of differing) {
      console.log(`  ${left.has(exchange.name) ? "(left out) " : ""}${exchange.name}`);
      console.log(printed(exchange.differences.slice(0, 4)).replaceAll(/^/gm, "      "));
    }
  }
}
