// Draws a network as a picture to walk in: laid out the same way every time, every name where it covers least.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const LABEL = { small: 10.5, large: 12.5 };

// Where the label of a node may stand, best first: a shift in half label widths and in lines.
const PLACES = [
  { align: "left", dx: 1, dy: 0 },
  { align: "right", dx: -1, dy: 0 },
  { align: "center", dx: 0, dy: -1 },
  { align: "center", dx: 0, dy: 1 },
];
const box = (place, x, y, size, width, line) => {
  const left = place.align === "left" ? x + size + 4 : place.align === "right" ? x - size - 4 - width : x - width / 2;
  const middle = y + place.dy * (size + line * 0.8);
  return { left, right: left + width, top: middle - line * 0.6, bottom: middle + line * 0.6, middle };
};
const overlap = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

// Give every label the place that covers least of the dots and of the labels set before it.
const settle = (sigma, graph, line) => {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${line}px ${getComputedStyle(document.body).fontFamily}`;
  const { width, height } = sigma.getDimensions();
  const dots = graph.mapNodes((key, data) => ({ key, data, size: sigma.scaleSize(data.size), ...sigma.framedGraphToViewport(sigma.getNodeDisplayData(key)) }));
  const taken = dots.map(({ x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size }));
  for (const { key, data, x, y, size } of [...dots].sort((a, b) => b.size - a.size)) {
    const wide = context.measureText(data.label).width;
    const cost = (found) =>
      taken.reduce((sum, other) => sum + overlap(found, other), 0) + 50 * (Math.max(0, -found.left) + Math.max(0, found.right - width) + Math.max(0, -found.top) + Math.max(0, found.bottom - height));
    const best = PLACES.map((place) => ({ place, found: box(place, x, y, size, wide, line) })).sort((a, b) => cost(a.found) - cost(b.found))[0];
    taken.push(best.found);
    graph.setNodeAttribute(key, "place", best.place);
  }
};

// The label stands over a halo of the ground, so that no line runs through it.
const label = (context, data, settings) => {
  if (!data.label || !data.place) return;
  context.font = `${settings.labelSize}px ${settings.labelFont}`;
  const wide = context.measureText(data.label).width;
  const found = box(data.place, data.x, data.y, data.size, wide, settings.labelSize);
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.textBaseline = "middle";
  context.strokeStyle = colour("--raised");
  context.strokeText(data.label, found.left, found.middle);
  context.fillStyle = colour("--ink");
  context.fillText(data.label, found.left, found.middle);
};

// Fill the stage, then push apart what stands too close to be told apart (a fixed number of small steps).
const spread = (graph, width, height, apart) => {
  const keys = graph.nodes();
  const read = (name) => keys.map((key) => graph.getNodeAttribute(key, name));
  const scaled = (values, room) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => ((value - low) / (high - low || 1)) * room);
  };
  const [xs, ys] = [scaled(read("x"), width), scaled(read("y"), height)];
  for (let step = 0; step < 80; step += 1) {
    for (let a = 0; a < keys.length; a += 1) {
      for (let b = a + 1; b < keys.length; b += 1) {
        const [dx, dy] = [xs[b] - xs[a] || 0.1, (ys[b] - ys[a]) * 1.6 || 0.1];
        const distance = Math.hypot(dx, dy);
        if (distance >= apart * 1.7) continue;
        const push = (apart * 1.7 - distance) / distance / 4;
        xs[a] -= dx * push;
        xs[b] += dx * push;
        ys[a] -= (dy / 1.6) * push;
        ys[b] += (dy / 1.6) * push;
      }
    }
  }
  keys.forEach((key, index) => graph.mergeNodeAttributes(key, { x: xs[index], y: ys[index] }));
};


// nodes: {key, label, size (1 and more), colour (a custom property), faint}; edges: {source, target, weight, faint}.
export const drawNetwork = async (stage, nodes, edges, choose) => {
  const { Graph, Sigma, forceAtlas2 } = await import("/static/bundle/network.js");
  const small = stage.clientWidth < 500;
  const padding = small ? 40 : 70;
  const line = small ? LABEL.small : LABEL.large;
  const graph = new Graph({ type: "undirected" });
  nodes.forEach((node, index) => {
    const angle = (2 * Math.PI * index) / nodes.length;
    graph.addNode(node.key, {
      label: node.faint ? "" : node.label,
      x: Math.cos(angle),
      y: Math.sin(angle),
      size: (small ? 2 : 3) + (small ? 1.5 : 2.4) * Math.sqrt(node.size),
      color: colour(node.faint ? "--rule" : node.colour),
      forceLabel: !node.faint,
    });
  });
  for (const { source, target, weight, faint } of edges) {
    graph.mergeEdge(source, target, { weight, size: Math.min(weight, 5), color: colour(faint ? "--rule" : "--muted") });
  }
  // A fixed number of steps from fixed places: the same picture every time.
  forceAtlas2.assign(graph, { iterations: 400, settings: { ...forceAtlas2.inferSettings(graph), gravity: 0.4, scalingRatio: 30, edgeWeightInfluence: 0.3 } });
  spread(graph, stage.clientWidth - 2 * padding, stage.clientHeight - 2 * padding, small ? 20 : 34);
  const sigma = new Sigma(graph, stage, {
    labelFont: getComputedStyle(document.body).fontFamily,
    labelSize: line,
    labelRenderedSizeThreshold: 0,
    defaultDrawNodeLabel: label,
    defaultDrawNodeHover: () => {},
    enableCameraZooming: false,
    stagePadding: padding,
  });
  settle(sigma, graph, line);
  sigma.on("resize", () => settle(sigma, graph, line));
  sigma.on("clickNode", ({ node }) => choose(node));
  sigma.on("enterNode", () => stage.classList.add("over"));
  sigma.on("leaveNode", () => stage.classList.remove("over"));
  stage.classList.add("drawn");
  return sigma;
};
