"""Prepares small images with Pillow and numpy, for test/models/images.test.ts.

    python make.py        (Pillow 13, numpy 2.4)

cases.json: images (name -> bytes in base64) and cases: the preparation as a plan resolves it, the numbers that Pillow and numpy make of the
image (float32, little-endian, base64), and by how many steps of the 256 they may differ.
"""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

RNG = np.random.default_rng(20261124)
HOW = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}


def photo(width, height):
    """Soft shapes and a hard edge, with noise: what filters treat differently."""
    y, x = np.mgrid[0:height, 0:width]
    soft = [128 + 100 * np.sin(x / 5 + c) * np.cos(y / 4 - c) for c in range(3)]
    image = np.stack(soft, -1) + RNG.normal(0, 12, (height, width, 3))
    image[height // 3 :, width // 2 :] = 255 - image[height // 3 :, width // 2 :]
    return image.clip(0, 255).astype(np.uint8)


def encoded(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png16(values):
    """16 bits a channel, which Pillow does not write for colours. `values`: height x width x channels (1 or 3)."""
    height, width, channels = values.shape

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    header = struct.pack(">IIBBBBB", width, height, 16, 0 if channels == 1 else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def resized(pixels, case):
    """Pixels (height x width x 3, uint8) in the size of the preparation."""
    width, height, fit = case["width"], case["height"], case["fit"]
    image = Image.fromarray(pixels)
    how = HOW[case["interpolation"]]
    if fit == "exact":
        return pixels
    if fit == "stretch":
        return np.asarray(image.resize((width, height), how))
    if fit == "pad":
        scale = min(width / image.width, height / image.height)
        inner = image.resize((round(image.width * scale), round(image.height * scale)), how)
        ground = Image.new("RGB", (width, height), (case["padWith"],) * 3)
        ground.paste(inner, ((width - inner.width) // 2, (height - inner.height) // 2))
        return np.asarray(ground)
    if case["shortSide"] is None:
        scale = max(width / image.width, height / image.height)
        size = (round(image.width * scale), round(image.height * scale))
    else:  # torchvision.transforms.Resize(shortSide)
        short, long = sorted(image.size)
        other = int(case["shortSide"] * long / short)
        size = (case["shortSide"], other) if image.height > image.width else (other, case["shortSide"])
    image = image.resize(size, how)
    # torchvision.transforms.CenterCrop
    left, top = int(round((image.width - width) / 2)), int(round((image.height - height) / 2))
    return np.asarray(image.crop((left, top, left + width, top + height)))


def prepared(pixels, case):
    pixels = resized(pixels, case)
    if case["channels"] == "gray":
        pixels = np.asarray(Image.fromarray(pixels).convert("L"))[..., None]
    elif case["channels"] == "bgr":
        pixels = pixels[..., ::-1]
    numbers = (pixels.astype(np.float64) * case["scale"] - np.array(case["mean"])) / np.array(case["std"])
    return (numbers.transpose(2, 0, 1) if case["layout"] == "nchw" else numbers).astype(np.float32)


small, wide, tall = photo(16, 12), photo(41, 27), photo(21, 32)
alpha = np.dstack([small, RNG.integers(0, 256, (12, 16), np.uint8)])
deep = RNG.integers(0, 65536, (12, 16, 3)).astype(np.uint16)
turned = Image.Exif()
turned[0x0112] = 6  # the camera was held upright
palette = Image.fromarray(wide).quantize(32)

# The bytes, and what Pillow reads from them.
images = {
    "small.png": (encoded(Image.fromarray(small), "PNG"), small),
    "wide.png": (encoded(Image.fromarray(wide), "PNG"), wide),
    "tall.png": (encoded(Image.fromarray(tall), "PNG"), tall),
    "palette.gif": (encoded(palette, "GIF"), np.asarray(palette.convert("RGB"))),
    "grey.png": (encoded(Image.fromarray(small[..., 0]), "PNG"), np.repeat(small[..., :1], 3, -1)),
    "alpha.png": (
        encoded(Image.fromarray(alpha), "PNG"),
        np.rint((small * (alpha[..., 3:] / 255)) + 255 * (1 - alpha[..., 3:] / 255)).astype(np.uint8),
    ),
    "deep.png": (png16(deep), (deep >> 8).astype(np.uint8)),
    "deep-grey.png": (png16(deep[..., :1]), np.repeat((deep[..., :1] >> 8).astype(np.uint8), 3, -1)),
}
jpeg = encoded(Image.fromarray(wide), "JPEG", quality=90)
images["photo.jpg"] = (jpeg, np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB")))
turned_jpeg = encoded(Image.fromarray(wide), "JPEG", quality=90, exif=turned)
images["turned.jpg"] = (
    turned_jpeg,
    np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(turned_jpeg))).convert("RGB")),
)
webp = encoded(Image.fromarray(wide), "WEBP", lossless=True)
images["lossless.webp"] = (webp, wide)

PLAIN = {
    "fit": "exact",
    "shortSide": None,
    "padWith": 0,
    "interpolation": "bilinear",
    "channels": "rgb",
    "layout": "nhwc",
    "scale": 1 / 255,
    "mean": [0, 0, 0],
    "std": [1, 1, 1],
}
IMAGENET = {"layout": "nchw", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
cases = []


def case(image, steps=0, **changes):
    content, pixels = images[image]
    height, width = pixels.shape[:2]
    whole = {**PLAIN, "height": height, "width": width, **changes}
    if whole["channels"] == "gray" and "mean" not in changes:
        whole |= {"mean": [0], "std": [1]}
    numbers = prepared(pixels, whole)
    cases.append(
        {
            "image": image,
            "steps": steps,
            "preparation": whole,
            "shape": list(numbers.shape),
            "numbers": base64.b64encode(numbers.tobytes()).decode(),
        }
    )


# As they are: to the bit, but where decoders round (lossy files, transparency).
for name in ("small.png", "grey.png", "palette.gif", "deep.png", "deep-grey.png", "lossless.webp"):
    case(name)
case("alpha.png", steps=1)
case("photo.jpg", steps=2)
case("turned.jpg", steps=2)
for channels in ("bgr", "gray"):
    case("small.png", channels=channels, layout="nchw")
case("small.png", scale=1, mean=[123.68, 116.779, 103.939], channels="bgr")
case("small.png", **IMAGENET)
# In another size.
for how in HOW:
    case("wide.png", fit="stretch", width=24, height=24, interpolation=how)
    case("small.png", fit="stretch", width=23, height=31, interpolation=how)
case("wide.png", fit="crop", width=18, height=18, **IMAGENET)
case("tall.png", fit="crop", width=24, height=20, interpolation="bicubic")
case("wide.png", fit="crop", shortSide=25, width=24, height=24, **IMAGENET)
case("tall.png", fit="crop", shortSide=19, width=18, height=16, **IMAGENET)
case("wide.png", fit="pad", width=24, height=24, padWith=114)
case("tall.png", fit="pad", width=33, height=24, channels="gray")
case("photo.jpg", steps=2, fit="crop", shortSide=25, width=24, height=24, **IMAGENET)

Path(__file__).with_name("cases.json").write_text(
    json.dumps(
        {"images": {name: base64.b64encode(content).decode() for name, (content, _) in images.items()}, "cases": cases}
    )
    + "\n"
)
