import { runCommand, type CommandOptions } from "../run-command.ts";

/** What a route writes down while it is walked. */
export interface Transcript {
  readonly say: (line: string) => void;
  /** Runs a command and writes down what it says. @throws where it fails */
  readonly run: (words: readonly string[], options?: TranscribedOptions) => Promise<string>;
}

export interface TranscribedOptions extends CommandOptions {
  /** Text that it must write for the route to be good. */
  readonly expecting?: string | RegExp;
  /** The exit code that is good; 0 where nothing is said. */
  readonly ending?: number;
}

const longest = { lines: 12, line: 160 };

/**
 * Writes down commands as a person types them. @param hidden what is told by another name: folders, secrets, ports
 */
export function transcribe(
  write: (line: string) => void,
  hidden: Readonly<Record<string, string>>,
): Transcript {
  const shown = (text: string): string =>
    Object.entries(hidden).reduce((line, [from, to]) => line.replaceAll(from, to), text);
  return {
    say: (line) => {
      write(shown(line));
    },
    run: async (words, { expecting, ending = 0, ...options } = {}) => {
      write(shown(`$ ${words.map(quoted).join(" ")}`));
      const start = performance.now();
      const { code, stdout, stderr } = await runCommand(words, options);
      const lines = (stdout.trim() === "" || code !== ending ? stdout + stderr : stdout)
        .split("\n")
        .filter((line) => line.trim() !== "");
      for (const line of lines.slice(0, longest.lines)) write(shown(cut(line)));
      if (lines.length > longest.lines) write(`… ${lines.length - longest.lines} lines more`);
      write(`  (${((performance.now() - start) / 1000).toFixed(1)} s)`);
      if (code !== ending)
        throw new Error(`${words[0] ?? ""} ended with ${String(code)}.\n${stdout}${stderr}`);
      if (expecting !== undefined && !new RegExp(expecting).test(`${stdout}${stderr}`))
        throw new Error(`${words.join(" ")} did not say ${String(expecting)}:\n${stdout}${stderr}`);
      return stdout;
    },
  };
}

function cut(line: string): string {
  return line.length > longest.line ? `${line.slice(0, longest.line)}…` : line;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
