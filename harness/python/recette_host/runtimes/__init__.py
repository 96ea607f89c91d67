"""Which module runs which format. Only the one that is needed is imported."""

from __future__ import annotations

from ..protocol import Request
from ..runtime import Runtime


def load_runtime(request: Request) -> Runtime:
    match request.format:
        case "pickle" | "joblib" | "skops":
            from .sklearn import load_sklearn

            return load_sklearn(request)
        case "lightgbm":
            from .lightgbm import load_lightgbm

            return load_lightgbm(request)
        case "xgboost":
            from .xgboost import load_xgboost

            return load_xgboost(request)
        case "catboost":
            from .catboost import load_catboost

            return load_catboost(request)
        case "mlflow":
            from .mlflow import load_mlflow

            return load_mlflow(request)
        case "torchscript" | "torch-export":
            from .torch import load_torch

            return load_torch(request)
        case "keras" | "keras-h5":
            from .keras import load_keras

            return load_keras(request)
        case "tflite":
            from .tflite import load_tflite

            return load_tflite(request)
        case "onnx":
            from .onnx import load_onnx

            return load_onnx(request)
        case "tensorflow-savedmodel":
            from .saved_model import load_saved_model

            return load_saved_model(request)
    raise RuntimeError(f"no runtime for format {request.format}")
