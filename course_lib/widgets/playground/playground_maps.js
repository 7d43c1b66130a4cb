/* Arrays of numbers out of a message's bytes, and small pictures out of rows of shades. */

function floats(buffer) {
  // a copy, since a message's bytes need not begin where a float may
  return new Float32Array(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice().buffer);
}

/* Gives a function that makes `count` canvases of `side` by `side` pixels out of a message's bytes.
   Canvases are used again, by `kind`: hundreds of new ones a second would be thrown away, and that
   stalls. */
function mapMaker(shades) {
  const used = {};
  return (kind, buffer, side, count) => {
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const canvases = (used[kind] ??= []);
    return Array.from({ length: count }, (_, map) => {
      if (canvases[map]?.canvas.width !== side) {
        const canvas = make("canvas", { width: side, height: side });
        canvases[map] = { canvas, image: new ImageData(side, side) };
      }
      const { canvas, image } = canvases[map];
      const colours = new DataView(image.data.buffer);
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++)
          colours.setUint32(4 * ((side - 1 - row) * side + column), shades[bytes[(map * side + row) * side + column]]);
      canvas.getContext("2d").putImageData(image, 0, 0);
      return canvas;
    });
  };
}
