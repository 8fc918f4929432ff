// Puts the design system's script and our own beside the built style.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";

mkdirSync("../static", { recursive: true });
copyFileSync("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js", "../static/govuk-frontend.js");
for (const name of readdirSync("script")) copyFileSync(`script/${name}`, `../static/${name}`);
