// Only what the charts use, so that the rest of Plot is left out.
export { barX, dot, plot, rectX, rectY, ruleY, text } from "@observablehq/plot";
