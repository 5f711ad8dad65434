import * as fs from 'fs';
import * as path from 'path';

/** The names that the program can have in a directory of PATH. */
const NAMES = process.platform === 'win32' ? ['posttls-lint.exe'] : ['posttls-lint'];

/**
 * The program to start, as an absolute path; undefined if there is none. Relative paths, in the
 * setting as on PATH, would lead into the folder that is open, so they do not count.
 */
export function findProgram(setting: string, searched: string): string | undefined {
  if (setting !== '') {
    return path.isAbsolute(setting) && isProgram(setting) ? setting : undefined;
  }
  for (const directory of searched.split(path.delimiter)) {
    if (path.isAbsolute(directory)) {
      for (const name of NAMES) {
        const file = path.join(directory, name);
        if (isProgram(file)) {
          return file;
        }
      }
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
