"""usage: reportlab_peer.py PAGE.json: reportlab draws, nobody signs. See README.md."""
import io
import json
import sys
import time

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas


def trace(canvas, steps):
    path = canvas.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "R": path.rect, "Z": path.close}
    for step, *at in steps:
        draw[step](*at)
    return path


def fill(canvas, item):
    mode = FILL_EVEN_ODD if item["even_odd"] else FILL_NON_ZERO
    canvas.setFillColorRGB(*item["colour"])
    canvas.drawPath(trace(canvas, item["path"]), stroke=0, fill=1, fillMode=mode)


def stroke(canvas, item):
    canvas.setStrokeColorRGB(*item["colour"])
    canvas.setLineWidth(item["width"])
    canvas.setLineCap(item["cap"])
    canvas.drawPath(trace(canvas, item["path"]), stroke=1, fill=0)


def text(canvas, item):
    canvas.setFillColorRGB(*item["colour"])
    canvas.setFont(item["font"], item["size"])
    canvas.drawString(0, 0, item["text"], charSpace=item["spacing"])


DRAWERS = {"fill": fill, "stroke": stroke, "text": text}


def make(page):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(page["width"], page["height"]), pageCompression=1)
    for item in page["items"]:
        canvas.saveState()
        canvas.transform(*item["matrix"])
        DRAWERS[item["do"]](canvas, item)
        canvas.restoreState()
    canvas.save()
    return out.getvalue()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        page = json.load(file)
    for name, path in page["fonts"].items():
        pdfmetrics.registerFont(TTFont(name, path))
    last = b""
    for line in sys.stdin:
        order, argument = line.rstrip("\n").split(" ", 1)
        if order == "make":
            for _ in range(int(argument)):
                last = make(page)
        else:
            with open(argument, "wb") as file:
                file.write(last)
        print(time.process_time(), len(last), flush=True)


main()
