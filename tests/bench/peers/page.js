// usage: mutool run page.js FILE.pdf FONTS
//
// Prints what stands on the first page as JSON, for peers to draw again. FONTS has a line
// "PostScript name, tab, file" for each font the page may have.
//
//   {"width", "height",                points, as everything below; y grows upwards
//    "fonts": {NAME: FILE},            those that are used
//    "items": [                        in the order of painting
//     {"do": "fill", "even_odd", "colour", "matrix", "path"},
//     {"do": "stroke", "colour", "matrix", "path", "width", "cap": 0 | 1 | 2},
//     {"do": "text", "colour", "matrix", "font", "size", "spacing", "text"}]}
//
// A colour is [r, g, b] from 0 to 1; a matrix is what `cm` takes and places path or text; a path is
// ["M", x, y], ["L", x, y], ["C", x1, y1, x2, y2, x, y], ["R", x, y, width, height] and ["Z"]. A text
// stands on one line and begins at the origin of its matrix; spacing is what each character has beyond
// its font's advance. Clips are left out: nothing on a certificate reaches beyond one.
var caps = {Butt: 0, Round: 1, Square: 2}
var fontFiles = {}, page = {fonts: {}, items: []}
var bounds, run

function rounded(number) {
    return Math.round(number * 10000) / 10000
}

function product(a, b) { // first a, then b
    return [
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]]
}

// From mutool's page, whose y grows downwards.
function placed(matrix) {
    return product(matrix, [1, 0, 0, -1, 0, bounds[3]]).map(rounded)
}

function isRectangle(steps) {
    if (steps.length < 4 || steps[0][0] != "M")
        return false
    for (var i = 1; i < 4; i++)
        if (steps[i][0] != "L")
            return false
    var a = steps[0], b = steps[1], c = steps[2], d = steps[3]
    return a[2] == b[2] && b[1] == c[1] && c[2] == d[2] && d[1] == a[1]
}

// Closed rectangles become one step each.
function shortened(steps) {
    var out = []
    for (var i = 0; i < steps.length; i++) {
        var four = steps.slice(i, i + 4), next = steps[i + 4], corner = steps[i]
        if (next && next[0] == "Z" && isRectangle(four)) {
            out.push(["R", corner[1], corner[2], rounded(four[2][1] - corner[1]), rounded(four[2][2] - corner[2])])
            i += 4
        } else
            out.push(corner)
    }
    return out
}

function stepsOf(path) {
    var steps = []
    function push(letter) {
        return function () {
            steps.push([letter].concat(Array.prototype.slice.call(arguments).map(rounded)))
        }
    }
    path.walk({moveTo: push("M"), lineTo: push("L"), curveTo: push("C"), closePath: push("Z")})
    return shortened(steps)
}

// A run of glyphs on one line, in one font and size, evenly spaced.
function Run(look, font, trm) {
    this.look = look
    this.font = font.getName().replace(/^[A-Z]{6}\+/, "")
    this.trm = trm
    this.size = trm[0]
    this.text = ""
    this.advances = 0 // of all glyphs
    this.last = 0     // advance of the last one
    this.glyphs = 0
    this.lastX = trm[4]
}

Run.prototype.goesOn = function (font, trm) {
    var far = Math.abs(trm[4] - this.lastX - this.last) > this.size * 0.35
    return font.getName().slice(-this.font.length) == this.font && trm[0] == this.size && trm[5] == this.trm[5] && !far
}

Run.prototype.add = function (font, trm, glyph, unicode) {
    this.text += String.fromCharCode(unicode)
    if (glyph < 0) // the rest of a ligature
        return
    this.last = font.advanceGlyph(glyph, 0) * this.size
    this.advances += this.last
    this.lastX = trm[4]
    this.glyphs++
}

Run.prototype.start = function () {
    var trm = this.trm, size = this.size
    return [trm[0] / size, trm[1] / size, trm[2] / size, trm[3] / size, trm[4], trm[5]]
}

// Kerning is the peer's own; only letters that were spaced on purpose are.
Run.prototype.spacing = function () {
    if (this.glyphs < 2)
        return 0
    var each = (this.lastX - this.trm[4] - (this.advances - this.last)) / (this.glyphs - 1)
    return Math.abs(each) > this.size * 0.025 ? rounded(each) : 0
}

function endRun() {
    if (run && run.text.trim()) {
        page.fonts[run.font] = fontFiles[run.font]
        if (!fontFiles[run.font])
            throw new Error("no file for the font '" + run.font + "'")
        page.items.push({
            do: "text", colour: run.look.colour.map(rounded), font: run.font, size: rounded(run.size),
            matrix: placed(product(run.start(), run.look.matrix)),
            spacing: run.spacing(), text: run.text})
    }
    run = null
}

var device = {
    fillText: function (text, matrix, space, colour) {
        text.walk({showGlyph: function (font, trm, glyph, unicode) {
            if (run && glyph >= 0 && !run.goesOn(font, trm))
                endRun()
            if (!run)
                run = new Run({matrix: matrix, colour: colour}, font, trm)
            run.add(font, trm, glyph, unicode)
        }})
        endRun()
    },
    fillPath: function (path, evenOdd, matrix, space, colour) {
        page.items.push({
            do: "fill", even_odd: evenOdd, colour: colour.map(rounded), matrix: placed(matrix), path: stepsOf(path)})
    },
    strokePath: function (path, stroke, matrix, space, colour) {
        page.items.push({
            do: "stroke", colour: colour.map(rounded), matrix: placed(matrix), path: stepsOf(path),
            width: rounded(stroke.lineWidth), cap: caps[stroke.startCap]})
    }}

read(scriptArgs[1]).split("\n").forEach(function (line) {
    var pair = line.split("\t")
    fontFiles[pair[0]] = pair[1]
})
var leaf = new Document(scriptArgs[0]).loadPage(0)
bounds = leaf.bound()
page.width = rounded(bounds[2])
page.height = rounded(bounds[3])
leaf.run(device, Identity)
print(JSON.stringify(page))
