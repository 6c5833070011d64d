// Takes orders on standard input, as README.md says; make gives one certificate, as a Buffer.
const fs = require("fs")
const readline = require("readline")

exports.page = JSON.parse(fs.readFileSync(process.argv[2], "utf8"))
exports.key = process.argv[3] && fs.readFileSync(process.argv[3]) // PKCS#12, or undefined: unsigned
exports.passphrase = "bench"

exports.fonts = Object.fromEntries(
    Object.entries(exports.page.fonts).map(([name, file]) => [name, fs.readFileSync(file)]))

exports.serve = async make => {
    let last
    for await (const line of readline.createInterface({input: process.stdin})) {
        const [order, argument] = line.split(/ (.*)/)
        if (order === "make")
            for (let i = 0; i < Number(argument); i++)
                last = await make()
        else
            fs.writeFileSync(argument, last)
        const used = process.cpuUsage()
        process.stdout.write(`${(used.user + used.system) / 1e6} ${last.length}\n`)
    }
}
