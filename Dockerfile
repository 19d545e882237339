# feedtool in a small image, without pip, root or network; README.md shows its use. What is installed is pinned by hash.
FROM python:3.13-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_CACHE_DIR=1
COPY requirements/pip.txt requirements/build.txt requirements/run.txt requirements/
RUN python -m venv /build \
    && /build/bin/pip install -qq --no-deps --require-hashes -r requirements/pip.txt \
    && /build/bin/pip install -qq --no-deps --require-hashes -r requirements/build.txt \
    && /build/bin/pip wheel -qq --no-deps --no-build-isolation --require-hashes -w /wheels -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY docs/man docs/man
COPY schemas schemas
COPY feedtool feedtool
RUN /build/bin/pip wheel -qq --no-deps --no-build-isolation -w /wheels . \
    && python -m venv --without-pip /opt/feedtool \
    && /build/bin/pip --python /opt/feedtool/bin/python install -qq --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
COPY --from=build /opt/feedtool /opt/feedtool
ENV PATH=/opt/feedtool/bin:$PATH
USER 1000:1000
WORKDIR /site
ENTRYPOINT ["feedtool"]
CMD ["--help"]
