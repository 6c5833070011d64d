// usage: pdfkit.js PAGE.json [KEY.p12]: pdfkit draws, @signpdf signs. See README.md.
const PDFDocument = require("pdfkit")
const {plainAddPlaceholder} = require("@signpdf/placeholder-plain")
const {P12Signer} = require("@signpdf/signer-p12")
const {SignPdf} = require("@signpdf/signpdf")
const {page, fonts, key, passphrase, serve} = require("./orders.js")

const SIGNATURE_SIZE = 3000 // bytes kept free; an RSA-3072 signature with its certificate needs some 1,800
const caps = ["butt", "round", "square"]

// pdfkit has y grow downwards: pages and texts are turned over again.
function trace(document, path) {
    for (const [step, ...at] of path)
        if (step === "M") document.moveTo(...at)
        else if (step === "L") document.lineTo(...at)
        else if (step === "C") document.bezierCurveTo(...at)
        else if (step === "R") document.rect(...at)
        else document.closePath()
}

function place(document, [a, b, c, d, e, f]) {
    document.transform(a, -b, c, -d, e, page.height - f)
}

const drawers = {
    fill(document, item) {
        trace(document, item.path)
        document.fillColor(item.colour).fill(item.even_odd ? "even-odd" : "non-zero")
    },
    stroke(document, item) {
        trace(document, item.path)
        document.lineWidth(item.width).lineCap(caps[item.cap]).strokeColor(item.colour).stroke()
    },
    text(document, item) {
        document.transform(1, 0, 0, -1, 0, 0).font(item.font).fontSize(item.size).fillColor(item.colour)
        document.text(item.text, 0, 0, {lineBreak: false, baseline: "alphabetic", characterSpacing: item.spacing})
    }}

function draw() {
    const document = new PDFDocument({size: [page.width, page.height], margin: 0})
    const parts = []
    document.on("data", part => parts.push(part))
    const whole = new Promise(resolve => document.on("end", () => resolve(Buffer.concat(parts))))
    for (const [name, file] of Object.entries(fonts))
        document.registerFont(name, file)
    for (const item of page.items) {
        document.save()
        place(document, item.matrix)
        drawers[item.do](document, {...item, colour: item.colour.map(part => part * 255)})
        document.restore()
    }
    document.end()
    return whole
}

async function make() {
    const pdfBuffer = await draw()
    if (!key)
        return pdfBuffer
    const prepared = plainAddPlaceholder({
        pdfBuffer, reason: "Certificate of competence", contactInfo: "", name: "Bench", location: "Bishkek",
        signatureLength: SIGNATURE_SIZE})
    return new SignPdf().sign(prepared, new P12Signer(key, {passphrase}))
}

serve(make)
