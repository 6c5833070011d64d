// usage: pdf-lib.js PAGE.json [KEY.p12]: pdf-lib draws, @signpdf signs. See README.md.
const lib = require("pdf-lib")
const fontkit = require("@pdf-lib/fontkit")
const {pdflibAddPlaceholder} = require("@signpdf/placeholder-pdf-lib")
const {P12Signer} = require("@signpdf/signer-p12")
const {SignPdf} = require("@signpdf/signpdf")
const {page, fonts, key, passphrase, serve} = require("./orders.js")

const SIGNATURE_DIGITS = 6000 // two a byte; an RSA-3072 signature with its certificate needs some 3,600

const fillEvenOdd = lib.PDFOperator.of("f*")
const steps = {
    M: lib.moveTo,
    L: lib.lineTo,
    C: lib.appendBezierCurve,
    R: lib.rectangle,
    Z: lib.closePath}

function traced(path) {
    return path.map(([step, ...at]) => steps[step](...at))
}

const drawers = {
    fill(item) {
        const [r, g, b] = item.colour
        return [lib.setFillingRgbColor(r, g, b), ...traced(item.path), item.even_odd ? fillEvenOdd : lib.fill()]
    },
    stroke(item) {
        const [r, g, b] = item.colour
        return [
            lib.setStrokingRgbColor(r, g, b), lib.setLineWidth(item.width), lib.setLineCap(item.cap),
            ...traced(item.path), lib.stroke()]
    },
    text(item, font) {
        const [r, g, b] = item.colour
        return [
            lib.beginText(), lib.setFillingRgbColor(r, g, b), lib.setFontAndSize(font.key, item.size),
            lib.setCharacterSpacing(item.spacing), lib.showText(font.itself.encodeText(item.text)), lib.endText()]
    }}

async function draw() {
    const document = await lib.PDFDocument.create()
    document.registerFontkit(fontkit)
    const leaf = document.addPage([page.width, page.height])
    const embedded = {}
    for (const [name, file] of Object.entries(fonts)) {
        const font = await document.embedFont(file, {subset: true})
        embedded[name] = {itself: font, key: leaf.node.newFontDictionary(font.name, font.ref)}
    }
    for (const item of page.items)
        leaf.pushOperators(
            lib.pushGraphicsState(), lib.concatTransformationMatrix(...item.matrix),
            ...drawers[item.do](item, embedded[item.font]), lib.popGraphicsState())
    return document
}

async function make() {
    const document = await draw()
    if (!key)
        return Buffer.from(await document.save())
    pdflibAddPlaceholder({
        pdfDoc: document, reason: "Certificate of competence", contactInfo: "", name: "Bench", location: "Bishkek",
        signatureLength: SIGNATURE_DIGITS})
    return new SignPdf().sign(Buffer.from(await document.save()), new P12Signer(key, {passphrase}))
}

serve(make)
