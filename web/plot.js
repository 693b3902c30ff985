// Only what the charts use, so that the rest of Plot is left out.
export { axisX, axisY, barX, barY, dot, lineY, plot, rectX, ruleX, ruleY, text, tickX, tip, pointer, pointerX } from "@observablehq/plot";
