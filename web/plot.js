// Only what the charts use, so that the rest of Plot is left out.
export { barX, barY, dot, line, plot, rectX, rectY, ruleX, ruleY, text } from "@observablehq/plot";
