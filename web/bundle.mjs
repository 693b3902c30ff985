// Bundles what the pages load from npm into a folder that git ignores: `npm run build`.
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { build } from "esbuild";

const out = "src/scrgraph/http/ui/static/bundle";

// Plot writes a <style> into each chart, which our Content-Security-Policy refuses: style.css holds those rules.
const withoutInlineStyles = {
  name: "without-inline-styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/](plot|legends[\\/](ramp|swatches))\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replaceAll(/\b(svg|div)\.(?:append|insert)\("style"(?:, "\*")?\)\.text\(/g, '$1.select("none").text(');
      if (contents === source) throw new Error(`${path} writes its style in another way now: look at it again.`);
      return { contents, loader: "js" };
    }),
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { plot: "web/plot.js", network: "web/network.js", yasgui: "web/yasgui.js" },
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "linked",
  loader: { ".svg": "dataurl", ".woff2": "dataurl", ".ttf": "dataurl" },
  plugins: [withoutInlineStyles],
  logLevel: "warning",
});
await copyFile("node_modules/axe-core/axe.min.js", `${out}/axe.js`);
