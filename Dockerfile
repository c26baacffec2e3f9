# One image for API, sockets, worker, beat and migrations; compose.yaml says which is which.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements requirements
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/prod.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data DJANGO_SETTINGS_MODULE=interview_coach.settings
RUN useradd --system --uid 10001 --home-dir /data coach && install -d -o coach -g coach /data
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY interview_coach interview_coach
COPY accounts accounts
COPY questionbank questionbank
COPY interviews interviews
COPY analytics analytics
COPY gamification gamification
COPY bootstrap bootstrap
COPY manage.py pyproject.toml ./
USER coach
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--keep-alive", "60", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "interview_coach.wsgi:application"]
